package com.twinafas.pipeline.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.reconciliation.Reconciliation;
import com.twinafas.pipeline.reconciliation.ReconciliationBoard;
import com.twinafas.pipeline.reconciliation.ReconciliationJson;
import com.twinafas.pipeline.reconciliation.ReconciliationText;
import com.twinafas.pipeline.replay.Commands;

/** Asks for reconciliations and tells what they found. */
final class ReconciliationHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Commands commands;
    private final ReconciliationBoard board;
    private final Predicate<String> isOffice;
    private final ReconciliationJson json = new ReconciliationJson();
    private final ReconciliationText text = new ReconciliationText();

    /** @param isOffice whether it is one of ours */
    ReconciliationHandler(Commands commands, ReconciliationBoard board, Predicate<String> isOffice) {
        this.commands = commands;
        this.board = board;
        this.isOffice = isOffice;
    }

    /** What is asked for. */
    private record Question(@Nullable String office, @Nullable String period, @Nullable String by) {

        String requiredOffice(Predicate<String> isOffice) {
            if (office == null || !isOffice.test(office)) {
                throw new IllegalArgumentException("Say which office, one of the settings");
            }
            return office;
        }

        Periods periods() {
            if (period == null) {
                throw new IllegalArgumentException("Say which period, such as 2026/03");
            }
            return Periods.parse(period);
        }
    }

    /** Asks for one: 202 when it is taken up, 503 when nobody does that now; then it is done later. */
    Mono<ServerResponse> begin(ServerRequest request) {
        return request.bodyToMono(Question.class)
                .switchIfEmpty(Mono.error(() -> new IllegalArgumentException("Say which office and period")))
                .flatMap(question -> begin(request, question))
                .transform(Replies::orSayWhyNot);
    }

    private Mono<ServerResponse> begin(ServerRequest request, Question question) {
        String office = question.requiredOffice(isOffice);
        Periods periods = question.periods();
        return Asker.of(request, question.by())
                .flatMap(by -> Mono.fromCallable(() -> commands.reconcile(office, periods, by))
                        .subscribeOn(Schedulers.boundedElastic()))
                .flatMap(id -> taken(id).flatMap(one -> answer(request, HttpStatus.ACCEPTED, one))
                        .switchIfEmpty(
                                Mono.defer(() -> Replies.json(HttpStatus.SERVICE_UNAVAILABLE, Map.of("id", id, "error",
                                        "The poller has not taken it up yet; it does so as soon as it runs")))));
    }

    /** As soon as it is known; empty when that takes too long. */
    private Mono<Reconciliation> taken(String id) {
        return Flux.interval(Duration.ZERO, GLANCE).take(PATIENCE)
                .concatMap(tick -> Mono.justOrEmpty(board.one(id))).next();
    }

    /** All of them without their differences, the last one first; as JSON or text. */
    Mono<ServerResponse> list(ServerRequest request) {
        return ApiHandler.wantsText(request)
                ? Replies.text(HttpStatus.OK, text.list(board.all()))
                : Replies.json(HttpStatus.OK, json.of(board.all()));
    }

    /** One of them in full; as JSON or text. */
    Mono<ServerResponse> one(ServerRequest request) {
        Optional<Reconciliation> one = board.one(request.pathVariable("id"));
        return one.map(found -> answer(request, HttpStatus.OK, found))
                .orElseGet(() -> Replies.error(HttpStatus.NOT_FOUND, "There is no such reconciliation"));
    }

    private Mono<ServerResponse> answer(ServerRequest request, HttpStatus status, Reconciliation one) {
        return ApiHandler.wantsText(request)
                ? Replies.text(status, text.full(one))
                : Replies.json(status, json.full(one));
    }
}
