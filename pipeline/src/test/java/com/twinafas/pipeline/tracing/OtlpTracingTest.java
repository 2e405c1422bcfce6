package com.twinafas.pipeline.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpTracingTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private HttpServer receiver = receiver(false);

    @AfterEach
    void stop() {
        stopped.countDown();
        receiver.stop(0);
    }

    @Test
    void tellsTheReceiverAtOtlpsOwnPath() {
        // Given
        try (OtlpTracing tracing = tracing(1)) {
            // When
            Span span = tracing.begin("poll", Instant.now()).with("record", "NL01/article/1");
            span.close();

            // Then
            assertThat(span.context().told()).isTrue();
        }
        await().untilAsserted(() -> assertThat(asked).containsExactly("POST /v1/traces"));
    }

    @Test
    void partsOfASpanAreOfItsTrace() {
        try (OtlpTracing tracing = tracing(1)) {
            // Given
            TraceParent before = tracing.begin("poll", Instant.now()).context();

            // When
            Span span = tracing.goOn("map", before);
            Span anew = tracing.beginAnew("map", before);

            // Then
            assertThat(span.context().traceId()).isEqualTo(before.traceId());
            assertThat(span.context().spanId()).isNotEqualTo(before.spanId());
            assertThat(anew.context().traceId()).isNotEqualTo(before.traceId());
            span.run(() -> assertThat(Span.current().child("commit").context().traceId())
                    .isEqualTo(before.traceId()));
            assertThat(Span.current()).isSameAs(Span.none());
        }
    }

    @Test
    void tellsThePartThatIsWantedAndTracesTheRestAllTheSame() {
        try (OtlpTracing tracing = tracing(0)) {
            // When
            Span span = tracing.begin("poll", Instant.now());
            span.close();

            // Then
            assertThat(TraceParent.parse(span.context().toString())).isEqualTo(span.context());
            assertThat(span.context().told()).isFalse();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void nothingWaitsForAReceiverThatSaysNothing() {
        // Given
        receiver.stop(0);
        receiver = receiver(true);
        OtlpTracing tracing = tracing(1);
        long begun = System.nanoTime();

        // When
        for (int i = 0; i < 100_000; i++) {
            tracing.begin("poll", Instant.now()).close();
        }
        Duration made = Duration.ofNanos(System.nanoTime() - begun);
        tracing.close();

        // Then
        assertThat(made).as("100,000 spans, of which few fit into the queue").isLessThan(Duration.ofSeconds(10));
        assertThat(Duration.ofNanos(System.nanoTime() - begun).minus(made)).as("the last ones are not waited for")
                .isLessThan(Duration.ofSeconds(4));
    }

    private OtlpTracing tracing(double part) {
        return new OtlpTracing(URI.create("http://127.0.0.1:" + receiver.getAddress().getPort()), part, "test");
    }

    private HttpServer receiver(boolean silent) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                exchange.getRequestBody().readAllBytes();
                if (silent) {
                    untilStopped();
                }
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void untilStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
