package com.twinafas.pipeline.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.access.AuditTrail;
import com.twinafas.schemas.avro.Audit;

/** Who changed what, over HTTP. */
final class AuditHandler {

    private static final int MOST = 1000;

    private final AuditTrail trail;

    AuditHandler(AuditTrail trail) {
        this.trail = trail;
    }

    /** The last changes, latest first. */
    Mono<ServerResponse> last(ServerRequest request) {
        // Reading a topic blocks.
        return Mono.fromCallable(() -> trail.last(MOST)).subscribeOn(Schedulers.boundedElastic())
                .flatMap(last -> json(HttpStatus.OK, Map.of("changes", described(last))))
                .onErrorResume(KafkaException.class,
                        away -> json(HttpStatus.SERVICE_UNAVAILABLE, Map.of("error", "Kafka does not answer")));
    }

    private static List<Map<String, Object>> described(List<Audit> last) {
        return last.stream().map(audit -> {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("at", audit.getAt().toString());
            described.put("by", audit.getBy());
            described.put("method", audit.getMethod());
            described.put("path", audit.getPath());
            described.put("status", audit.getStatus());
            return described;
        }).toList();
    }

    private static Mono<ServerResponse> json(HttpStatus status, Map<String, Object> body) {
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).bodyValue(body);
    }
}
