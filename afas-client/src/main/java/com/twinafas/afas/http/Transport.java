package com.twinafas.afas.http;

import io.netty.channel.ChannelOption;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import com.twinafas.afas.AfasFailure;

/**
 * Sends one call over the wire, once. Connections are kept open ({@code Connection: close} makes AFAS reset them,
 * afas-api §1.1) and answers come compressed.
 */
public final class Transport implements AutoCloseable {

    /** Shorter than proxies keep idle connections: writing to one they just closed leaves the writer in doubt. */
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    /** Reactor's key for what becomes of failures that nobody waits for any more; else it logs them as errors. */
    private static final String DROPPED = "reactor.onErrorDropped.local";
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private final String base;
    private final Duration timeout;
    private final ConnectionProvider connections;
    private final WebClient client;

    /**
     * @param base          with or without a slash at its end
     * @param callsAtOnce   as many connections are kept
     * @param timeout       for one call, from making the connection to the last byte of the answer
     * @param language      decides the language of AFAS's texts
     * @param integrationId obligatory for partners; null for none
     */
    public Transport(URI base, int callsAtOnce, Duration timeout, String language, @Nullable String integrationId) {
        this.base = base.toString().replaceAll("/+$", "");
        this.timeout = timeout;
        this.connections = ConnectionProvider.builder("afas").maxConnections(callsAtOnce).maxIdleTime(IDLE)
                .evictInBackground(IDLE).build();
        HttpClient http = HttpClient.create(connections).disableRetry(true).compress(true)
                .resolver(DefaultAddressResolverGroup.INSTANCE)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
        this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER)).defaultHeaders(headers -> {
                    headers.set(HttpHeaders.ACCEPT, "application/json");
                    headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
                    if (integrationId != null) {
                        headers.set("IntegrationId", integrationId);
                    }
                }).build();
    }

    /**
     * @throws AfasFailure.Unavailable when nothing was sent, or a read got no complete answer
     * @throws AfasFailure.InDoubt     when a write left and no complete answer came
     */
    public HttpAnswer send(HttpCall call, @Nullable String authorization) {
        return send(call, authorization, () -> true);
    }

    /**
     * @param wanted asked as the last thing before the first byte leaves
     * @throws AfasFailure.TooLate     when it was not wanted any more
     * @throws AfasFailure.Unavailable when nothing was sent, or a read got no complete answer
     * @throws AfasFailure.InDoubt     when a write left and no complete answer came
     */
    public HttpAnswer send(HttpCall call, @Nullable String authorization, BooleanSupplier wanted) {
        Departure departure = new Departure(wanted);
        try {
            HttpAnswer answer = exchange(call, authorization, departure).timeout(timeout)
                    .contextWrite(context -> context.put(DROPPED, (Consumer<Throwable>) Transport::afterwards)).block();
            if (answer == null) {
                throw new IllegalStateException("No answer");
            }
            return answer;
        } catch (RuntimeException e) {
            Throwable reason = reason(e);
            String message = call + ": " + reason.getClass().getSimpleName();
            if (departure.isTooLate()) {
                throw new AfasFailure.TooLate(call + ": held up too long, nothing was sent");
            }
            if (departure.abandon()) {
                throw new AfasFailure.Unavailable(message + " before anything was sent", null, reason);
            }
            if (call.kind() == HttpCall.Kind.WRITE) {
                throw new AfasFailure.InDoubt(call.name(), message + " after the request left", reason);
            }
            throw new AfasFailure.Unavailable(message, null, reason);
        }
    }

    private Mono<HttpAnswer> exchange(HttpCall call, @Nullable String authorization, Departure departure) {
        WebClient.RequestBodySpec request = client.method(HttpMethod.valueOf(call.method()))
                .uri(URI.create(base + call.address())).httpRequest(wire -> {
                    // Called with the connection made and nothing written yet.
                    if (!departure.leave()) {
                        throw new IllegalStateException("Nobody wants it any more");
                    }
                });
        if (authorization != null) {
            request.header(HttpHeaders.AUTHORIZATION, authorization);
        }
        String body = call.body();
        WebClient.RequestHeadersSpec<?> ready = body == null
                ? request
                : request.header(HttpHeaders.CONTENT_TYPE, String.valueOf(call.contentType()))
                        .bodyValue(body.getBytes(StandardCharsets.UTF_8));
        return ready.exchangeToMono(response -> {
            int status = response.statusCode().value();
            Map<String, String> headers = response.headers().asHttpHeaders().toSingleValueMap();
            return response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0])
                    .map(bytes -> new HttpAnswer(status, headers, new String(bytes, StandardCharsets.UTF_8)));
        });
    }

    /** What happened, without Spring's wrapper: its text names the address, and a filter in it may be an e-mail. */
    private static Throwable reason(RuntimeException e) {
        Throwable unwrapped = Exceptions.unwrap(e);
        Throwable cause = unwrapped.getCause();
        return unwrapped instanceof WebClientRequestException && cause != null ? cause : unwrapped;
    }

    /** The time was up and an answer came all the same: whoever asked has decided already. */
    private static void afterwards(Throwable failure) {
        LOG.debug("After the time was up: {}", failure.getClass().getSimpleName());
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
