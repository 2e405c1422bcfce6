package com.twinafas.afas.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.connection.WireServer.Reply;
import com.twinafas.afas.signin.Credentials;

class SignInTest {

    private static final Credentials CLIENT = new Credentials.OAuth("client id", "s&cret");
    private static final Reply VERSION = WireServer.json(200, "{\"version\":\"22.22.5\"}");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    private AfasConnection connect(URI base, Credentials credentials) {
        return AfasConnection.open(AfasConfig.of(base, credentials).withReads(1, Duration.ofMillis(1)), now::get,
                new SimpleMeterRegistry());
    }

    @Test
    void usesOneTokenForAllCallsUntilShortlyBeforeItEnds() throws Exception {
        try (WireServer server = WireServer.withTokens(request -> VERSION);
                AfasConnection connection = connect(server.base(), CLIENT);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given eight calls at once
            List<Future<String>> calls = new ArrayList<>();
            for (int call = 0; call < 8; call++) {
                calls.add(threads.submit(() -> connection.afas().version()));
            }
            for (Future<String> call : calls) {
                assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("22.22.5");
            }
            assertThat(server.tokens()).isEqualTo(1);

            // When the hour is nearly over
            now.updateAndGet(time -> time.plusSeconds(3600 - 61));
            connection.afas().version();
            assertThat(server.tokens()).isEqualTo(1);
            now.updateAndGet(time -> time.plusSeconds(2));
            connection.afas().version();

            // Then
            assertThat(server.tokens()).isEqualTo(2);
        }
    }

    @Test
    void fetchesOneOtherTokenWhenAReadFindsThatItEnded() {
        Reply ended = new Reply.Answer(401,
                Map.of("WWW-Authenticate", "Bearer realm=\"afas\", error=\"invalid_token\""), "");
        try (WireServer server = new WireServer(request -> request.token()
                ? WireServer.token("other")
                : request.headers().containsValue("Bearer other") ? ended : VERSION);
                AfasConnection connection = connect(server.base(), CLIENT)) {
            assertThatThrownBy(() -> connection.afas().version()).isInstanceOf(AfasFailure.Unauthorized.class);

            assertThat(server.tokens()).isEqualTo(2);
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void readFetchesOneOtherTokenAfterABare401() {
        AtomicInteger tokens = new AtomicInteger();
        try (WireServer server = new WireServer(request -> {
            if (request.token()) {
                return WireServer.token("t" + tokens.incrementAndGet());
            }
            return request.headers().containsValue("Bearer t1") ? new Reply.Answer(401, Map.of(), "") : VERSION;
        }); AfasConnection connection = connect(server.base(), CLIENT)) {
            assertThat(connection.afas().version()).isEqualTo("22.22.5");

            assertThat(server.tokens()).isEqualTo(2);
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void isUnauthorizedWhenAfasDoesNotKnowTheClient() {
        try (WireServer server = new WireServer(request -> WireServer.json(400, "{\"error\":\"invalid_client\"}"));
                AfasConnection connection = connect(server.base(), CLIENT)) {
            assertThatThrownBy(() -> connection.afas().version()).isInstanceOf(AfasFailure.Unauthorized.class)
                    .hasMessageContaining("invalid_client").hasMessageNotContaining("cret");
        }
    }

    @Test
    void isUnavailableWhenTheTokenCannotBeHad() {
        try (WireServer server = new WireServer(request -> WireServer.html(503));
                AfasConnection connection = connect(server.base(), CLIENT)) {
            assertThatThrownBy(() -> connection.afas().version()).isInstanceOf(AfasFailure.Unavailable.class);
        }
    }

    @Test
    void sendsTheClassicTokenInBase64HoweverItIsGiven() {
        // Given
        String xml = "<token><version>1</version><data>" + "A1".repeat(32) + "</data></token>";
        String base64 = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));

        for (String token : List.of(xml, base64, " " + base64 + "\n")) {
            try (WireServer server = new WireServer(request -> VERSION);
                    AfasConnection connection = connect(server.base(), new Credentials.ClassicToken(token))) {
                // When
                connection.afas().version();

                // Then
                assertThat(server.received().getFirst().headers()).containsEntry("Authorization",
                        "AfasToken " + base64);
            }
        }
    }

    @Test
    void refusesAClassicTokenThatIsNoneWithoutNamingIt() {
        for (String token : List.of("hunter2", "aHVudGVyMg==")) {
            assertThatThrownBy(() -> connect(URI.create("http://127.0.0.1"), new Credentials.ClassicToken(token)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining(token).hasNoCause();
        }
        assertThat(new Credentials.ClassicToken("hunter2").toString()).doesNotContain("hunter2");
        assertThat(CLIENT.toString()).doesNotContain("cret");
    }
}
