package com.twinafas.pipeline.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.erasure.Erasures;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** Erases customers over HTTP, and tells which were. */
final class ErasureHandler {

    /** Long enough for the broker to have cleaned its log. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final int LONGEST_TEXT = 200;

    private final Erasures erasures;

    ErasureHandler(Erasures erasures) {
        this.erasures = erasures;
    }

    /**
     * What is asked.
     *
     * @param customer record key
     * @param by       who asks, if another than the caller
     * @param reason   why, without personal data
     */
    private record Request(@Nullable String customer, @Nullable String by, @Nullable String reason) {
    }

    /** Answers when the customer is erased and the keys are gone; with 202 when that takes too long to wait for. */
    Mono<ServerResponse> erase(ServerRequest request) {
        return request.bodyToMono(Request.class)
                .flatMap(asked -> Asker.of(request, asked.by()).flatMap(asker -> Mono
                        .fromCallable(() -> erased(asked, asker)).subscribeOn(Schedulers.boundedElastic())))
                .flatMap(state -> state.map(one -> answer(request, one)).orElseGet(
                        () -> Replies.error(HttpStatus.NOT_FOUND, "Nothing is kept of such a customer")))
                .onErrorResume(IllegalArgumentException.class, wrong -> Replies.error(HttpStatus.BAD_REQUEST,
                        String.valueOf(wrong.getMessage())))
                .onErrorResume(KafkaException.class,
                        away -> Replies.error(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer"));
    }

    /** Every erasure with who asked for it and how far it is. */
    Mono<ServerResponse> list(ServerRequest request) {
        return Mono.fromCallable(erasures::all).subscribeOn(Schedulers.boundedElastic())
                .flatMap(all -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("erasures", all.stream().map(ErasureHandler::json).toList())))
                .onErrorResume(KafkaException.class,
                        away -> Replies.error(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer"));
    }

    private Optional<Erasures.State> erased(Request asked, String asker) {
        RecordKey customer = RecordKey.parse(required(asked.customer(), "customer"));
        if (customer.kind() != RecordKind.CUSTOMER) {
            throw new IllegalArgumentException("Only customers can be erased: office/customer/code");
        }
        String reason = asked.reason();
        return erasures.request(customer, asker, reason == null ? null : text(reason))
                .flatMap(state -> erasures.await(customer, PATIENCE));
    }

    private static Mono<ServerResponse> answer(ServerRequest request, Erasures.State state) {
        var answer = ServerResponse.status(state.goneAt() == null ? HttpStatus.ACCEPTED : HttpStatus.OK);
        return ApiHandler.wantsText(request)
                ? answer.contentType(MediaType.parseMediaType("text/plain;charset=UTF-8")).bodyValue(told(state))
                : answer.contentType(MediaType.APPLICATION_JSON).bodyValue(json(state));
    }

    private static String told(Erasures.State state) {
        if (state.destroyedAt() == null) {
            return state.customer() + " is to be erased; no poller has done it yet. It is done when one runs.";
        }
        StringBuilder told = new StringBuilder(state.customer() + " is erased since " + state.destroyedAt()
                + ", asked for by " + state.by() + ". Its key is destroyed");
        if (!state.also().isEmpty()) {
            told.append(", and those of ").append(String.join(", ", state.also()));
        }
        return told.append(state.goneAt() == null
                ? ". The broker's log holds them until it is cleaned."
                : ". They are gone from the broker's log since " + state.goneAt() + ".").toString();
    }

    private static Map<String, Object> json(Erasures.State state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("customer", state.customer().toString());
        json.put("by", state.by());
        json.put("reason", state.reason());
        json.put("requestedAt", state.requestedAt().toString());
        json.put("also", List.copyOf(state.also()));
        json.put("destroyedAt", state.destroyedAt() == null ? null : state.destroyedAt().toString());
        json.put("goneAt", state.goneAt() == null ? null : state.goneAt().toString());
        return json;
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("An erasure needs " + name);
        }
        return value.strip();
    }

    private static String text(String value) {
        if (value.length() > LONGEST_TEXT || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Why is one line");
        }
        return value;
    }
}
