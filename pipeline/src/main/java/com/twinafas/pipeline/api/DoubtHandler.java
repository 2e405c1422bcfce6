package com.twinafas.pipeline.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.doubt.Doubt;
import com.twinafas.pipeline.doubt.DoubtJson;
import com.twinafas.pipeline.doubt.DoubtReader;
import com.twinafas.pipeline.doubt.DoubtText;
import com.twinafas.pipeline.doubt.PeriodOfDoubt;
import com.twinafas.pipeline.doubt.Verdict;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Commands;
import com.twinafas.schemas.key.RecordKey;

/** Answers which requests are in doubt, and takes what a person says of one. */
final class DoubtHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final DoubtReader doubts;
    private final Commands commands;
    private final Supplier<PeriodOfDoubt> period;
    private final InstantSource clock;
    private final DoubtJson json = new DoubtJson();

    DoubtHandler(DoubtReader doubts, Commands commands, Supplier<PeriodOfDoubt> period, InstantSource clock) {
        this.doubts = doubts;
        this.commands = commands;
        this.period = period;
        this.clock = clock;
    }

    /**
     * The body of an answer.
     *
     * @param there    number in AFAS under which it is there
     * @param notThere it is not there
     * @param by       who says so, if another than the caller
     */
    record Answer(@Nullable String there, @Nullable Boolean notThere, @Nullable String by) {

        /** @throws IllegalArgumentException when it says neither or both */
        Verdict verdict(Doubt doubt, String asker, Instant now) {
            boolean isThere = there != null && !there.isBlank();
            if (isThere == Boolean.TRUE.equals(notThere)) {
                throw new IllegalArgumentException("Say either there, with a number, or notThere");
            }
            return new Verdict(doubt.record(), doubt.intent(), isThere ? Objects.requireNonNull(there).trim() : null,
                    asker, now);
        }
    }

    /** All open ones; {@code ?withPerson=true} leaves those out that are still looked for. JSON or text. */
    Mono<ServerResponse> list(ServerRequest request) {
        boolean withPerson = request.queryParam("withPerson").filter("true"::equals).isPresent();
        return read(() -> doubts.all().stream().filter(doubt -> !withPerson || doubt.isWithPerson()).toList())
                .flatMap(found -> ApiHandler.wantsText(request)
                        ? ServerResponse.ok().contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                                .bodyValue(new DoubtText(ApiHandler.language(request)).of(found, period.get()))
                        : answer(HttpStatus.OK, json.of(found, period.get())))
                .onErrorResume(KafkaException.class,
                        away -> Replies.error(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer"));
    }

    /**
     * Takes an answer: 200 when the writer obeyed it, 404 when nothing of the record is in doubt, 409 while AFAS may
     * still be at it, 503 when no writer obeyed now; then it obeys later.
     */
    Mono<ServerResponse> settle(ServerRequest request) {
        Optional<RecordKey> key = key(request.pathVariable("key").substring(1));
        if (key.isEmpty()) {
            return Replies.error(HttpStatus.BAD_REQUEST, "A record key is office/kind/code");
        }
        return request.bodyToMono(Answer.class)
                .switchIfEmpty(Mono.error(() -> new IllegalArgumentException("Say there or notThere")))
                .flatMap(said -> read(() -> doubts.of(key.get())).flatMap(doubt -> doubt.isEmpty()
                        ? Replies.error(HttpStatus.NOT_FOUND, "Nothing of this record is in doubt")
                        : Asker.of(request, said.by()).flatMap(
                                asker -> settle(doubt.get(), said.verdict(doubt.get(), asker, clock.instant())))))
                .transform(Replies::orSayWhyNot);
    }

    private Mono<ServerResponse> settle(Doubt doubt, Verdict verdict) {
        Instant end = period.get().end(doubt.sentAt());
        if (!verdict.isThere() && clock.instant().isBefore(end)) {
            return Replies.error(HttpStatus.CONFLICT, "AFAS may still be at it until " + end);
        }
        return read(() -> {
            commands.settle(verdict);
            return verdict;
            // A look takes as long as the dead letters are many: the next one waits for it.
        }).flatMapMany(sent -> Flux.interval(Duration.ZERO, GLANCE).onBackpressureDrop().take(PATIENCE)
                .concatMap(tick -> read(() -> doubts.of(doubt.record())
                        .filter(open -> open.intent().equals(doubt.intent())).isEmpty())))
                .any(settled -> settled).flatMap(settled -> settled ? goOn(doubt, verdict) : notTaken());
    }

    /** What was held up by it goes on: it is sent again where it is not there. */
    private Mono<ServerResponse> goOn(Doubt doubt, Verdict verdict) {
        return read(() -> redriven(doubt, verdict.by())).flatMap(job -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("record", doubt.record().toString());
            body.put("settled", verdict.isThere() ? "there" : "not there");
            job.ifPresent(id -> body.put("redrive", id));
            return answer(HttpStatus.OK, body);
        });
    }

    private Optional<String> redriven(Doubt doubt, String by) {
        Set<RecordKey> held = doubts.heldUpBy(doubt);
        return held.isEmpty()
                ? Optional.empty()
                : Optional.of(commands.begin(new Ask(Action.REDRIVE, LetterFilter.of(List.copyOf(held)), null, false,
                        true, null, null, null), by));
    }

    private static Mono<ServerResponse> notTaken() {
        return Replies.error(HttpStatus.SERVICE_UNAVAILABLE,
                "No writer has obeyed it yet; it does so as soon as it runs. Then redrive the record");
    }

    private static Optional<RecordKey> key(String text) {
        try {
            return Optional.of(RecordKey.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reading topics blocks. */
    private static <T> Mono<T> read(Supplier<T> reading) {
        return Mono.fromSupplier(reading).subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<ServerResponse> answer(HttpStatus status, Map<String, Object> body) {
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).bodyValue(body);
    }
}
