package com.twinafas.pipeline.api;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** What handlers answer in the same way. */
final class Replies {

    private Replies() {
    }

    static Mono<ServerResponse> json(HttpStatus status, Object body) {
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).bodyValue(body);
    }

    static Mono<ServerResponse> text(HttpStatus status, String body) {
        return ServerResponse.status(status).contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .bodyValue(body);
    }

    static Mono<ServerResponse> error(HttpStatus status, String text) {
        return json(status, Map.of("error", text));
    }

    /** The reply; 400 when what was asked makes no sense, 503 when Kafka does not answer. */
    static Mono<ServerResponse> orSayWhyNot(Mono<ServerResponse> reply) {
        return reply
                .onErrorResume(IllegalArgumentException.class,
                        wrong -> error(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage())))
                .onErrorResume(ServerWebInputException.class,
                        wrong -> error(HttpStatus.BAD_REQUEST, "The body cannot be read"))
                .onErrorResume(KafkaException.class,
                        away -> error(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer"));
    }
}
