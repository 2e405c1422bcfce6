package com.twinafas.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpRegistryTest {

    private static final Schema SCHEMA = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    private static final HttpRegistry.Retry RETRY = new HttpRegistry.Retry(3, Duration.ofSeconds(1),
            Duration.ofSeconds(3));
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private record Answer(int status, String body) {
    }

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<@Nullable String> authorizations = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final HttpServer server = server();
    private final URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

    @BeforeEach
    void serve() {
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksAgainWithGrowingPausesWhileTheRegistryIsInTrouble() {
        // Given
        answers.addAll(List.of(new Answer(503, "down"), new Answer(500, ""), new Answer(429, ""),
                new Answer(200, "{\"id\": 7}")));

        // When
        int id = registry(List.of(address)).register("s", SCHEMA);

        // Then
        assertThat(id).isEqualTo(7);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void givesUpAsUnavailableAndNotAsABadRecord() {
        assertThatThrownBy(() -> registry(List.of(NOBODY)).schema(1)).isInstanceOf(RegistryUnavailable.class)
                .isNotInstanceOf(SerializationException.class);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void goesToTheNextAddressWhenOneIsAway() {
        // Given
        answers.add(new Answer(200, "{\"id\": 7}"));

        // When
        int id = registry(List.of(NOBODY, address)).register("s", SCHEMA);

        // Then
        assertThat(id).isEqualTo(7);
        assertThat(pauses).isEmpty();
    }

    @Test
    void repeatsNothingThatTheRegistryRefuses() {
        // Given
        answers.add(new Answer(409, "{\"error_code\": 409, \"message\": \"not compatible\"}"));

        // When, Then
        assertThatThrownBy(() -> registry(List.of(address)).register("s", SCHEMA))
                .isInstanceOf(SerializationException.class).hasMessageContaining("409 not compatible");
        assertThat(requests).hasSize(1);
    }

    @Test
    void sendsTheCredentialsAndEscapesTheSubject() {
        // Given
        answers.add(new Answer(200, "{\"id\": 7}"));

        // When
        int id = new HttpRegistry(List.of(address), "Basic abc", RETRY, pauses::add).idOf("a b/c", SCHEMA);

        // Then
        assertThat(id).isEqualTo(7);
        assertThat(requests).containsExactly("POST /subjects/a%20b%2Fc");
        assertThat(authorizations).containsExactly("Basic abc");
    }

    @Test
    void refusesAnswersThatAreNoSchema() {
        for (String body : List.of("<html>", "{}", "{\"schema\": \"nonsense\"}",
                "{\"schema\": \"syntax = 'proto3';\", \"schemaType\": \"PROTOBUF\"}")) {
            answers.add(new Answer(200, body));
            assertThatThrownBy(() -> registry(List.of(address)).schema(1)).as(body)
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void asksOnceForWhatNeverChanges() {
        // Given
        answers.addAll(List.of(new Answer(200, "{\"id\": 7}"),
                new Answer(200, "{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}")));
        Registry registry = new CachingRegistry(registry(List.of(address)));

        // When
        for (int i = 0; i < 3; i++) {
            assertThat(registry.register("s", SCHEMA)).isEqualTo(7);
            assertThat(registry.schema(7)).isEqualTo(Schema.create(Schema.Type.STRING));
        }

        // Then
        assertThat(requests).hasSize(2);
    }

    private HttpRegistry registry(List<URI> addresses) {
        return new HttpRegistry(addresses, null, RETRY, pauses::add);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            Answer answer = answers.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
