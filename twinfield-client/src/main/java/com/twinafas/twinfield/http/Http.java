package com.twinafas.twinfield.http;

import io.netty.channel.ChannelOption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.Exceptions;
import reactor.netty.http.client.HttpClient;

import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/**
 * HTTP with the limits of the configuration; what goes wrong below HTTP becomes a failure. Nothing is repeated here:
 * a repeated call would cost credits that the budget does not know of.
 */
public final class Http {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final TwinfieldConfig config;
    private final InstantSource clock;

    public Http(TwinfieldConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * What came back, whatever its status.
     *
     * @param packed what it says; a body of 60 MB is held in a few. Never compared.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, HttpHeaders headers, byte[] packed, @Nullable Duration retryAfter) {

        /** What it says, unpacked while it is read, as often as it is asked for. */
        public InputStream body() {
            try {
                return new GZIPInputStream(new ByteArrayInputStream(packed));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Turns every status but success into its failure. */
        public void requireOk(String server) {
            if (status == 429) {
                throw new TwinfieldFailure.Throttled(retryAfter);
            }
            if (status == 408 || status >= 500) {
                throw new TwinfieldFailure.Unavailable("Status " + status + " of " + server, retryAfter, null);
            }
            if (status < 200 || status >= 300) {
                throw new TwinfieldFailure.Fault("http-" + status);
            }
        }
    }

    /** A client of one server. */
    public WebClient client(URI base) {
        HttpClient netty = HttpClient.create().disableRetry(true).compress(true).responseTimeout(config.timeout())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
        return WebClient.builder().baseUrl(base.toString()).clientConnector(new ReactorClientHttpConnector(netty))
                .build();
    }

    /** Sends the request and reads the whole answer, which may have as many bytes as configured. */
    public Answer exchange(WebClient.RequestHeadersSpec<?> request) {
        return exchange(request, config.answerLimit());
    }

    /**
     * Sends the request and reads the whole answer.
     *
     * @param limit bytes it may have, after decompression
     */
    public Answer exchange(WebClient.RequestHeadersSpec<?> request, int limit) {
        try {
            Answer answer = request.exchangeToMono(
                    response -> PackedBody.of(response.body(BodyExtractors.toDataBuffers()), limit)
                            .map(packed -> new Answer(response.statusCode().value(), response.headers().asHttpHeaders(),
                                    packed, retryAfter(response.headers().asHttpHeaders()))))
                    .timeout(config.timeout()).block();
            if (answer == null) {
                throw new TwinfieldFailure.Malformed("no answer");
            }
            return answer;
        } catch (TwinfieldFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw failure(Exceptions.unwrap(e), limit);
        }
    }

    private RuntimeException failure(Throwable reason, int limit) {
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return new TwinfieldFailure.TooLarge(limit + " bytes");
            }
        }
        if (reason instanceof Error error) {
            throw error;
        }
        boolean network = reason instanceof WebClientException || reason instanceof IOException
                || reason instanceof java.util.concurrent.TimeoutException;
        // A request's address can hold a token, so the text of the reason is not repeated.
        return network
                ? new TwinfieldFailure.Unavailable("No answer: " + reason.getClass().getSimpleName(), null, null)
                : new IllegalStateException("A call failed in an unforeseen way", reason);
    }

    /** Seconds or a date. */
    private @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return null;
        }
        if (value.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration until = Duration.between(clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
