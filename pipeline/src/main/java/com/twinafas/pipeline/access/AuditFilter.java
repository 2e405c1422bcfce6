package com.twinafas.pipeline.access;

import java.security.Principal;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.schemas.avro.Audit;

/**
 * Writes down every change that somebody we know asked for, allowed or not, with how it is answered, before it is answered.
 * Who hangs up before there is an answer stands there too.
 */
final class AuditFilter implements WebFilter {

    private static final int NO_ANSWER = 500;

    private final AuditTrail trail;
    private final InstantSource clock;

    AuditFilter(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!Needed.changes(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal().map(Principal::getName).singleOptional()
                .flatMap(by -> by.map(known -> audited(known, exchange, chain))
                        .orElseGet(() -> chain.filter(exchange)));
    }

    private Mono<Void> audited(String by, ServerWebExchange exchange, WebFilterChain chain) {
        AtomicBoolean written = new AtomicBoolean();
        exchange.getResponse().beforeCommit(
                () -> written.getAndSet(true) ? Mono.empty() : add(by, exchange, status(exchange)));
        return chain.filter(exchange).doOnCancel(() -> {
            if (!written.getAndSet(true)) {
                add(by, exchange, NO_ANSWER).subscribe();
            }
        });
    }

    private Mono<Void> add(String by, ServerWebExchange exchange, int status) {
        // Writing blocks.
        return Mono.<Void>fromRunnable(() -> trail.add(Audit.newBuilder().setAt(clock.instant()).setBy(by)
                .setMethod(exchange.getRequest().getMethod().name())
                .setPath(exchange.getRequest().getPath().pathWithinApplication().value()).setStatus(status).build()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static int status(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? NO_ANSWER : status.value();
    }
}
