package com.twinafas.pipeline.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.status.StatusFollower;
import com.twinafas.pipeline.status.StatusJson;
import com.twinafas.pipeline.story.Story;
import com.twinafas.pipeline.story.StoryJson;
import com.twinafas.pipeline.story.StoryReader;
import com.twinafas.pipeline.story.StoryText;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.schemas.key.RecordKey;

/** Answers what is asked over HTTP. */
final class ApiHandler {

    private final StatusFollower status;
    private final StoryReader stories;
    private final StatusJson statusJson = new StatusJson();
    private final StoryJson storyJson = new StoryJson();

    ApiHandler(StatusFollower status, StoryReader stories) {
        this.status = status;
        this.stories = stories;
    }

    Mono<ServerResponse> status(ServerRequest request) {
        return json(HttpStatus.OK, statusJson.of(status.status()));
    }

    /**
     * The story of a record, as JSON or, for {@code Accept: text/plain}, as text in the language of
     * {@code Accept-Language}. Payloads are in it only with {@code ?content=true}.
     */
    Mono<ServerResponse> record(ServerRequest request) {
        String text = request.pathVariable("key").substring(1);
        Optional<RecordKey> key = key(text);
        if (key.isEmpty()) {
            return json(HttpStatus.BAD_REQUEST, Map.of("error", "A record key is office/kind/code"));
        }
        boolean withContent = request.queryParam("content").filter("true"::equals).isPresent();
        // Reading topics blocks.
        return Mono.fromCallable(() -> stories.read(key.get(), withContent)).subscribeOn(Schedulers.boundedElastic())
                .flatMap(story -> answer(request, story));
    }

    private Mono<ServerResponse> answer(ServerRequest request, Story story) {
        HttpStatus found = story.happenings().isEmpty() ? HttpStatus.NOT_FOUND : HttpStatus.OK;
        return wantsText(request)
                ? ServerResponse.status(found).contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                        .bodyValue(new StoryText(language(request)).of(story))
                : json(found, storyJson.of(story));
    }

    static boolean wantsText(ServerRequest request) {
        return request.headers().accept().stream().anyMatch(MediaType.TEXT_PLAIN::equalsTypeAndSubtype);
    }

    static Locale language(ServerRequest request) {
        boolean dutch = request.headers().acceptLanguage().stream()
                .anyMatch(range -> range.getRange().startsWith(Sentences.DUTCH.getLanguage()));
        return dutch ? Sentences.DUTCH : Sentences.ENGLISH;
    }

    private static Optional<RecordKey> key(String text) {
        try {
            return Optional.of(RecordKey.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Mono<ServerResponse> json(HttpStatus status, Map<String, Object> body) {
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).bodyValue(body);
    }
}
