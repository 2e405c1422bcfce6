package com.twinafas.pipeline.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.deadletter.CauseCount;
import com.twinafas.pipeline.deadletter.CauseCountJson;
import com.twinafas.pipeline.deadletter.CauseCountText;
import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.replay.JobBoard;

/** Answers what holds records up, by cause. */
final class DeadLetterHandler {

    private static final int EXAMPLES = 5;
    private static final int MOST_EXAMPLES = 1000;

    private final LetterReader letters;
    private final JobBoard board;
    private final CauseCountJson json = new CauseCountJson();

    DeadLetterHandler(LetterReader letters, JobBoard board) {
        this.letters = letters;
        this.board = board;
    }

    /**
     * Open dead letters by cause, as far as {@code ?cause=}, {@code stage}, {@code category}, {@code office},
     * {@code flow} and {@code record} leave them in; of each cause the first {@code ?examples=} records. JSON, or for
     * {@code Accept: text/plain} text.
     */
    Mono<ServerResponse> list(ServerRequest request) {
        try {
            LetterFilter filter = LetterQuestion.of(request).filter();
            int examples = request.queryParam("examples").map(DeadLetterHandler::number).orElse(EXAMPLES);
            // Reading topics blocks.
            return Mono.fromCallable(() -> count(filter, examples)).subscribeOn(Schedulers.boundedElastic())
                    .flatMap(counts -> answer(request, counts)).onErrorResume(KafkaException.class,
                            reason -> Replies.error(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer"));
        } catch (IllegalArgumentException e) {
            return Replies.error(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private List<CauseCount> count(LetterFilter filter, int examples) {
        CauseCount.Counter counter = new CauseCount.Counter(examples);
        letters.forEach(filter, counter);
        return counter.counts();
    }

    private Mono<ServerResponse> answer(ServerRequest request, List<CauseCount> counts) {
        if (!ApiHandler.wantsText(request)) {
            return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(json.of(counts, this::offered));
        }
        Map<String, String> notes = new HashMap<>();
        counts.forEach(count -> board.offer(count.key())
                .ifPresent(offer -> notes.put(count.key(), "It can go on now: redrive it")));
        return ServerResponse.ok().contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .bodyValue(new CauseCountText(ApiHandler.language(request)).of(counts, notes));
    }

    /** Why a cause seems to be over, and since when. */
    private Map<String, String> offered(CauseCount count) {
        return board.offer(count.key())
                .map(offer -> Map.of("because", offer.because().wireName(), "at", offer.at().toString()))
                .orElse(Map.of());
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > MOST_EXAMPLES) {
            throw new IllegalArgumentException("examples is a number from 0 to " + MOST_EXAMPLES);
        }
        return Integer.parseInt(text);
    }
}
