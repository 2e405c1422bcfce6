package com.twinafas.simulators.fault;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * An HTTP server for a simulated system: carries out the faults of a plan, waits the system's latency, and
 * goes on with a request whose client went away, as the real systems do.
 */
public final class SimulatedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedServer.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final SimulatedSystem system;
    private final FaultPlan faults;
    private final Supplier<Duration> latency;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    // Of its own: those that everybody shares end with whatever else of this process ends.
    private final LoopResources loops = LoopResources.create("simulator", 2, true);
    private final DisposableServer server;

    private SimulatedServer(String host, int port, SimulatedSystem system, FaultPlan faults,
            Supplier<Duration> latency) {
        this.system = system;
        this.faults = faults;
        this.latency = latency;
        this.server = HttpServer.create()
                .runOn(loops)
                .host(host)
                .port(port)
                .compress(true)
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(64 * 1024))
                .handle(this::serve)
                .bindNow();
    }

    /**
     * Starts to serve.
     *
     * @param host    where it listens
     * @param port    0 for any free one
     * @param latency how long each request takes before it is carried out; asked for each
     */
    public static SimulatedServer start(String host, int port, SimulatedSystem system, FaultPlan faults,
            Supplier<Duration> latency) {
        return new SimulatedServer(host, port, system, faults, latency);
    }

    public int port() {
        return ((InetSocketAddress) server.address()).getPort();
    }

    @Override
    public void close() {
        server.disposeNow(STOP_WITHIN);
        loops.dispose();
        threads.shutdownNow();
    }

    private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        SimulatedRequest head = head(request);
        if (faults.beforeBody(head) != null) {
            return reset(response);
        }
        // The outcome does not depend on the client still being there: cancelling the exchange cancels nothing.
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .flatMap(body -> Mono.fromFuture(carryOut(new SimulatedRequest(head.method(), head.uri(),
                        head.operation(), head.headers(), body)), true))
                .flatMap(outcome -> send(outcome, response));
    }

    private SimulatedRequest head(HttpServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.requestHeaders()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        String method = request.method().name();
        return new SimulatedRequest(method, request.uri(), system.operation(method, request.fullPath(), headers),
                headers, "");
    }

    private CompletableFuture<Outcome> carryOut(SimulatedRequest request) {
        system.arrived(request);
        Fault fault = faults.withBody(request);
        Duration wait = fault instanceof Fault.Delayed delayed ? latency.get().plus(delayed.by()) : latency.get();
        return CompletableFuture
                .supplyAsync(() -> outcome(fault, request),
                        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, threads))
                .whenComplete((outcome, failure) -> {
                    if (failure != null) {
                        LOG.error("A simulated system failed on {} {}", request.method(), request.operation(), failure);
                    }
                    system.left(request, outcome == null || outcome.answer() == null ? 0 : outcome.answer().status());
                });
    }

    private Outcome outcome(@Nullable Fault fault, SimulatedRequest request) {
        return switch (fault) {
            case null -> new Outcome(system.answer(request), false);
            case Fault.Refusal refusal -> new Outcome(system.refuse(refusal, request), false);
            case Fault.ResetBeforeBody _,Fault.ResetBeforeCommit _ -> new Outcome(null, true);
            case Fault.AnswerLost _ -> {
                system.answer(request);
                yield new Outcome(null, true);
            }
            case Fault.Delayed _ -> new Outcome(system.answer(request), false);
            case Fault.AnswerLate late -> {
                SimulatedAnswer answer = system.answer(request);
                LockSupport.parkNanos(late.by().toNanos());
                yield new Outcome(answer, false);
            }
            case Fault.Meanwhile meanwhile -> {
                meanwhile.change().run();
                yield new Outcome(system.answer(request), false);
            }
            case Fault.Silence _ -> new Outcome(null, false);
            case Fault.Truncated truncated -> {
                SimulatedAnswer whole = system.answer(request);
                String half = whole.body().substring(0, whole.body().length() / 2);
                yield new Outcome(whole.withBody(half), truncated.reset());
            }
            case Fault.AnswerReplaced other -> {
                system.answer(request);
                yield new Outcome(SimulatedAnswer.text(other.status(), other.contentType(), other.body()), false);
            }
            case Fault.EmptyBody _ -> new Outcome(system.answer(request).withBody(""), false);
        };
    }

    private static Mono<Void> send(Outcome outcome, HttpServerResponse response) {
        SimulatedAnswer answer = outcome.answer();
        if (answer == null) {
            return outcome.reset() ? reset(response) : Mono.never();
        }
        response.status(HttpResponseStatus.valueOf(answer.status()));
        answer.headers().forEach(response::header);
        if (answer.body().isEmpty() && !outcome.reset()) {
            return response.header("Content-Length", "0").send();
        }
        Mono<Void> sent = response.chunkedTransfer(true)
                .sendObject(Mono.just(Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8))
                        .concatWith(outcome.reset()
                                ? Mono.error(new IllegalStateException("The plan breaks the connection here"))
                                : Mono.empty()))
                .then();
        return outcome.reset() ? sent.onErrorResume(broken -> reset(response)) : sent;
    }

    private static Mono<Void> reset(HttpServerResponse response) {
        return Mono.fromRunnable(() -> response.withConnection(connection -> {
            // Without lingering the peer gets a reset instead of an orderly end.
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            ChannelFuture _ = connection.channel().close();
        })).then(Mono.never());
    }

    /**
     * @param answer null for none
     * @param reset  whether the connection breaks, after what there is of an answer
     */
    private record Outcome(@Nullable SimulatedAnswer answer, boolean reset) {
    }
}
