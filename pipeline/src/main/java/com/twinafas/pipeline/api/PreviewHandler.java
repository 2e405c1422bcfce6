package com.twinafas.pipeline.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.preview.PreviewJson;
import com.twinafas.pipeline.preview.PreviewText;
import com.twinafas.pipeline.preview.Previews;
import com.twinafas.pipeline.preview.Previews.Preview;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** Answers what would happen with records; sends nothing to AFAS. */
final class PreviewHandler {

    private static final int MOST = 1000;

    private final Supplier<Optional<Previews>> previews;
    private final PreviewJson json = new PreviewJson();

    /** @param previews empty where the mapper or the writer is elsewhere */
    PreviewHandler(Supplier<Optional<Previews>> previews) {
        this.previews = previews;
    }

    /**
     * What is asked: one record, or the last ones of a flow.
     *
     * @param record  its key
     * @param flow    kind of record, for example {@code sales-invoice}
     * @param last    how many of the flow
     * @param mapping YAML of a mapping to try; null takes the one in force
     */
    private record Question(@Nullable String record, @Nullable String flow, @Nullable Integer last,
            @Nullable String mapping) {
    }

    /** JSON, or for {@code Accept: text/plain} text: one record in full, several as a table. */
    Mono<ServerResponse> preview(ServerRequest request) {
        Optional<Previews> available = previews.get();
        if (available.isEmpty()) {
            return Replies.error(HttpStatus.NOT_IMPLEMENTED,
                    "A preview needs the roles mapper and writer in this process");
        }
        return request.bodyToMono(Question.class)
                // Reading topics and asking AFAS blocks.
                .flatMap(question -> Mono.fromCallable(() -> previews(available.get(), question))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(found -> answer(request, question, found)))
                .onErrorResume(IllegalArgumentException.class, wrong -> Replies.error(HttpStatus.BAD_REQUEST,
                        String.valueOf(wrong.getMessage())));
    }

    private static List<Preview> previews(Previews previews, Question question) {
        Optional<String> mapping = Optional.ofNullable(question.mapping());
        if (question.record() != null) {
            return previews.of(List.of(RecordKey.parse(question.record())), mapping);
        }
        if (question.flow() == null || question.last() == null || question.last() < 1 || question.last() > MOST) {
            throw new IllegalArgumentException(
                    "A preview takes a record, or a flow with last from 1 to " + MOST);
        }
        return previews.last(RecordKind.ofWireName(question.flow()), question.last(), mapping);
    }

    private Mono<ServerResponse> answer(ServerRequest request, Question question, List<Preview> found) {
        if (found.isEmpty()) {
            return Replies.error(HttpStatus.NOT_FOUND, "No topic says anything about this record");
        }
        if (ApiHandler.wantsText(request)) {
            PreviewText text = new PreviewText(ApiHandler.language(request));
            return ServerResponse.ok().contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                    .bodyValue(question.record() == null ? text.table(found) : text.full(found.getFirst()));
        }
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(json.of(found));
    }
}
