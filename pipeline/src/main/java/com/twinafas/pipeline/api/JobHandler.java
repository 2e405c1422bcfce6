package com.twinafas.pipeline.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Commands;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobBoard;
import com.twinafas.pipeline.replay.JobChange;
import com.twinafas.pipeline.replay.JobJson;
import com.twinafas.pipeline.replay.JobState;
import com.twinafas.pipeline.replay.JobText;

/** Begins, tells and changes the jobs of one action. */
final class JobHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Action action;
    private final Commands commands;
    private final JobBoard board;
    private final JobJson json = new JobJson();
    private final JobText text = new JobText();

    JobHandler(Action action, Commands commands, JobBoard board) {
        this.action = action;
        this.commands = commands;
        this.board = board;
    }

    /**
     * Asks for a job: 202 with the job as it was begun, 409 with the reason when it was not, 503 when nobody takes it up
     * now; then it begins later.
     */
    Mono<ServerResponse> begin(ServerRequest request) {
        return request.bodyToMono(JobQuestion.class)
                .switchIfEmpty(Mono.error(() -> new IllegalArgumentException("Say which records")))
                .flatMap(question -> begin(request, question))
                .transform(Replies::orSayWhyNot);
    }

    private Mono<ServerResponse> begin(ServerRequest request, JobQuestion question) {
        Ask ask = question.ask(action);
        return Asker.of(request, question.by())
                .flatMap(by -> Mono.fromCallable(() -> commands.begin(ask, by))
                        .subscribeOn(Schedulers.boundedElastic()))
                .flatMap(id -> seen(id, job -> true).flatMap(job -> answer(request, job.state() == JobState.REFUSED
                        ? HttpStatus.CONFLICT
                        : HttpStatus.ACCEPTED, job))
                        .switchIfEmpty(Mono.defer(() -> notTaken(id))));
    }

    /** All of them, the last one first; as JSON or text. */
    Mono<ServerResponse> list(ServerRequest request) {
        return ApiHandler.wantsText(request)
                ? Replies.text(HttpStatus.OK, text.list(board.jobs(action)))
                : Replies.json(HttpStatus.OK, json.of(board.jobs(action)));
    }

    /** One of them, with its progress and what was found; as JSON or text. */
    Mono<ServerResponse> one(ServerRequest request) {
        return job(request).map(job -> answer(request, HttpStatus.OK, job)).orElseGet(JobHandler::unknown);
    }

    /** Pauses, resumes or cancels one. */
    Mono<ServerResponse> change(ServerRequest request) {
        Optional<JobChange> change = JobChange.ofWireName(request.pathVariable("change"));
        Optional<Job> job = job(request);
        if (change.isEmpty() || job.isEmpty()) {
            return unknown();
        }
        JobState to = change.get().to();
        if (job.get().state().isFinal()) {
            return Replies.error(HttpStatus.CONFLICT, "It is over: " + job.get().state().wireName());
        }
        return Asker.of(request, request.queryParam("by").orElse(null))
                .flatMap(by -> Mono.fromRunnable(() -> commands.change(job.get().id(), change.get(), by))
                        .subscribeOn(Schedulers.boundedElastic()))
                .then(seen(job.get().id(), changed -> changed.state() == to || changed.state().isFinal()))
                .flatMap(changed -> answer(request, HttpStatus.OK, changed))
                .switchIfEmpty(Mono.defer(() -> notTaken(job.get().id())))
                .onErrorResume(IllegalArgumentException.class,
                        wrong -> Replies.error(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage())))
                .onErrorResume(KafkaException.class,
                        away -> Replies.error(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer"));
    }

    private Optional<Job> job(ServerRequest request) {
        return board.job(request.pathVariable("id")).filter(job -> job.ask().action() == action);
    }

    /** The job as soon as it is known like this; empty when that takes too long. */
    private Mono<Job> seen(String id, Predicate<Job> like) {
        return Flux.interval(Duration.ZERO, GLANCE).take(PATIENCE)
                .concatMap(tick -> Mono.justOrEmpty(board.job(id).filter(like))).next();
    }

    private Mono<ServerResponse> answer(ServerRequest request, HttpStatus status, Job job) {
        return ApiHandler.wantsText(request)
                ? Replies.text(status, text.full(job))
                : Replies.json(status, json.of(job));
    }

    private static Mono<ServerResponse> notTaken(String id) {
        return Replies.json(HttpStatus.SERVICE_UNAVAILABLE, Map.of("id", id, "error",
                "The mapper has not taken it up yet; it does so as soon as it runs"));
    }

    private static Mono<ServerResponse> unknown() {
        return Replies.error(HttpStatus.NOT_FOUND, "There is no such job");
    }
}
