package com.twinafas.afas.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.connection.WireServer.Received;
import com.twinafas.afas.connection.WireServer.Reply;
import com.twinafas.afas.http.ConnectorTurns;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.schemas.update.AfasElement;

class WriteTest {

    private static final AfasRequest ORDER = AfasRequest.post("FbSales",
            AfasElement.EMPTY.with("DbId", "10001").with("RfCs", "0001/sales-invoice/FACTUUR/12"));
    private static final String DONE = "{\"results\":{\"FbSales\":{\"OrNu\":\"20240001\"}}}";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private WireServer server = WireServer.withTokens(request -> WireServer.json(201, DONE));
    private AfasConnection connection = connect(server.base());

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }

    private void given(Function<Received, Reply> behaviour) {
        close();
        server = WireServer.withTokens(behaviour);
        connection = connect(server.base());
    }

    private AfasConnection connect(URI base) {
        AfasConfig config = AfasConfig.of(base, new Credentials.OAuth("client", "secret"));
        return AfasConnection.open(config, InstantSource.system(), meters);
    }

    @Test
    void returnsTheKeysAfasGave() {
        AfasAnswer answer = connection.afas().write(ORDER, () -> true);

        assertThat(answer.key("ornu")).isEqualTo("20240001");
        assertThat(server.received()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.address()).isEqualTo("/ProfitRestServices/connectors/FbSales");
            assertThat(request.headers()).containsEntry("Authorization", "Bearer t1")
                    .containsEntry("Content-Type", "application/json; charset=utf-8")
                    .containsEntry("Accept-Language", "nl-nl").doesNotContainKeys("Connection", "IntegrationId");
            assertThat(request.headers().get("Accept-Encoding")).contains("gzip");
            assertThat(request.body()).contains("\"DbId\":\"10001\"");
        });
        assertThat(meters.get("twinafas.afas.calls").tags("connector", "FbSales", "outcome", "ok").timer().count())
                .isEqualTo(1);
    }

    @Test
    void sendsIntegrationIdAndJoinsAnAddressThatEndsInASlash() {
        // Given
        AfasConfig config = new AfasConfig(URI.create(server.base() + "/"), new Credentials.OAuth("client", "secret"),
                "12345_123456", "en-us", 1, Duration.ofSeconds(5), 1, Duration.ofMillis(1));

        // When
        try (AfasConnection other = AfasConnection.open(config, InstantSource.system(), meters)) {
            other.afas().write(ORDER, () -> true);
        }

        // Then
        Received request = server.received().getLast();
        assertThat(request.address()).isEqualTo("/ProfitRestServices/connectors/FbSales");
        assertThat(request.headers()).containsEntry("IntegrationId", "12345_123456").containsEntry("Accept-Language",
                "en-us");
    }

    @Test
    void isSentOnceAndInDoubtWhenTheConnectionIsResetAfterTheBody() {
        given(request -> new Reply.Reset());

        assertThatThrownBy(() -> connection.afas().write(ORDER, () -> true)).isInstanceOf(AfasFailure.InDoubt.class);

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void isSentOnceAndInDoubtWhenAKeptConnectionIsReset() {
        // Given a connection that already served a call, which HTTP clients like to repeat on
        given(request -> request.method().equals("GET")
                ? WireServer.json(200, "{\"version\":\"1\"}")
                : new Reply.Reset());
        connection.afas().version();

        // When
        Throwable failure = catchThrowable(() -> connection.afas().write(ORDER, () -> true));

        // Then
        assertThat(failure).isInstanceOf(AfasFailure.InDoubt.class);
        assertThat(server.received()).extracting(Received::method).containsExactly("GET", "POST");
    }

    @Test
    void isInDoubtWhenNoAnswerComesInTime() {
        given(request -> request.method().equals("GET")
                ? WireServer.json(200, "{\"version\":\"1\"}")
                : new Reply.Silence());
        AfasConfig config = AfasConfig.of(server.base(), TokenFixture.CLASSIC).withTimeout(Duration.ofSeconds(1));
        // The first call of a JVM takes long to leave.
        connection.afas().version();

        try (AfasConnection impatient = AfasConnection.open(config, InstantSource.system(), meters)) {
            assertThatThrownBy(() -> impatient.afas().write(ORDER, () -> true)).isInstanceOf(AfasFailure.InDoubt.class)
                    .hasMessageContaining("TimeoutException after the request left");
        }

        assertThat(server.received()).extracting(Received::method).containsExactly("GET", "POST");
        assertThat(meters.get("twinafas.afas.calls").tag("outcome", "in-doubt").timer().count()).isEqualTo(1);
    }

    @Test
    void isInDoubtWhenItsThreadIsInterruptedWaitingForTheAnswer() throws Exception {
        // Given
        CountDownLatch arrived = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        given(request -> {
            arrived.countDown();
            return new Reply.Silence();
        });

        // When
        Thread thread = Thread.startVirtualThread(
                () -> failure.set(catchThrowable(() -> connection.afas().write(ORDER, () -> true))));
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join(Duration.ofSeconds(10));

        // Then
        assertThat(failure.get()).isInstanceOf(AfasFailure.InDoubt.class);
    }

    @Test
    void isInDoubtWhenTheAnswerIsCutOff() {
        given(request -> new Reply.Truncated(201, "{\"results\":{"));

        assertThatThrownBy(() -> connection.afas().write(ORDER, () -> true)).isInstanceOf(AfasFailure.InDoubt.class);

        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"results\":{", "<html>Welcome</html>", "OK"})
    void isInDoubtWhenSuccessCannotBeRead(String body) {
        given(request -> WireServer.json(201, body));

        assertThatThrownBy(() -> connection.afas().write(ORDER, () -> true)).isInstanceOf(AfasFailure.InDoubt.class)
                .hasMessageNotContaining("Welcome");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 520})
    void isInDoubtWhenAProxyAnswersInsteadOfAfas(int status) {
        given(request -> WireServer.html(status));

        assertThatThrownBy(() -> connection.afas().write(ORDER, () -> true)).isInstanceOf(AfasFailure.InDoubt.class);

        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void wasNotCarriedOutWhenTheProxyRefusesItWithAPage(int status) {
        given(request -> WireServer.html(status));

        assertThatThrownBy(() -> connection.afas().write(ORDER, () -> true))
                .isInstanceOf(AfasFailure.Unavailable.class);

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void succeedsWithAnEmptyBody() {
        given(request -> new Reply.Answer(201, Map.of(), ""));

        assertThat(connection.afas().write(ORDER, () -> true).keys()).isEmpty();
    }

    @Test
    void isUnavailableWhenNothingListens() throws IOException {
        // Given
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        AfasConfig config = AfasConfig.of(URI.create("http://127.0.0.1:" + free), TokenFixture.CLASSIC);

        // When
        try (AfasConnection away = AfasConnection.open(config, InstantSource.system(), meters)) {
            assertThatThrownBy(() -> away.afas().write(ORDER, () -> true))
                    // Then
                    .isInstanceOf(AfasFailure.Unavailable.class).hasMessageContaining("before anything was sent");
        }
    }

    @Test
    void isUnavailableWhenTheHostIsUnknownOrSpeaksNoTls() {
        for (String address : List.of("http://no-such-host.invalid/x",
                server.base().toString().replace("http:", "https:"))) {
            AfasConfig config = AfasConfig.of(URI.create(address), TokenFixture.CLASSIC);
            try (AfasConnection away = AfasConnection.open(config, InstantSource.system(), meters)) {
                assertThatThrownBy(() -> away.afas().write(ORDER, () -> true)).as(address)
                        .isInstanceOf(AfasFailure.Unavailable.class)
                        .hasMessageContaining("before anything was sent");
            }
        }
    }

    @Test
    void isUnavailableWhenTheCertificateHasEnded(@TempDir Path folder) throws Exception {
        // Given
        AtomicInteger requests = new AtomicInteger();
        HttpsServer ended = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ended.setHttpsConfigurator(new HttpsConfigurator(endedYesterday(folder.resolve("keys"))));
        ended.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(201, -1);
        });
        ended.start();
        AfasConfig config = AfasConfig.of(URI.create("https://localhost:" + ended.getAddress().getPort()),
                TokenFixture.CLASSIC);

        // When
        try (AfasConnection away = AfasConnection.open(config, InstantSource.system(), meters)) {
            assertThatThrownBy(() -> away.afas().write(ORDER, () -> true))
                    // Then
                    .isInstanceOf(AfasFailure.Unavailable.class).hasMessageContaining("before anything was sent");
        } finally {
            ended.stop(0);
        }
        assertThat(requests).hasValue(0);
    }

    private static SSLContext endedYesterday(Path keys) throws Exception {
        assertThat(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "afas", "-keyalg", "EC", "-dname", "CN=localhost", "-startdate", "-3d",
                "-validity", "2", "-keystore", keys.toString(), "-storepass", "password").inheritIO().start()
                .waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(keys.toFile(), "password".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "password".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void isSentAgainWithAFreshTokenWhenAfasSaysThatTheTokenEnded() {
        // Given
        given(request -> server.tokens() < 2 ? tokenEnded() : WireServer.json(201, DONE));

        // When
        AfasAnswer answer = connection.afas().write(ORDER, () -> true);

        // Then
        assertThat(answer.key("OrNu")).isEqualTo("20240001");
        assertThat(server.received()).hasSize(2);
        assertThat(server.tokens()).isEqualTo(2);
    }

    @Test
    void isUnauthorizedWhenAFreshTokenEndedToo() {
        given(request -> tokenEnded());

        assertThatThrownBy(() -> connection.afas().write(ORDER, () -> true))
                .isInstanceOf(AfasFailure.Unauthorized.class);

        assertThat(server.received()).hasSize(2);
    }

    @Test
    void isNotSentAgainAfterA401WithoutThatWord() {
        given(request -> new Reply.Answer(401, Map.of(), ""));

        assertThatThrownBy(() -> connection.afas().write(ORDER, () -> true))
                .isInstanceOf(AfasFailure.Unauthorized.class);

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void isNotSentWhenItIsNotWantedAnyMore() {
        assertThatThrownBy(() -> connection.afas().write(ORDER, () -> false)).isInstanceOf(AfasFailure.TooLate.class);

        assertThat(server.received()).isEmpty();
        assertThat(meters.get("twinafas.afas.calls").tag("outcome", "too-late").timer().count()).isEqualTo(1);
    }

    @Test
    void isNotSentWhenItIsNotWantedAnyMoreOnceThereIsAToken() {
        // Given
        AtomicBoolean wanted = new AtomicBoolean(true);
        close();
        server = new WireServer(request -> {
            wanted.set(false);
            return WireServer.token("t1");
        });
        connection = connect(server.base());

        // When
        assertThatThrownBy(() -> connection.afas().write(ORDER, wanted::get))
                // Then
                .isInstanceOf(AfasFailure.TooLate.class);
        assertThat(server.tokens()).isEqualTo(1);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void isNotSentAgainWhenItIsNotWantedAnyMoreAfterAfasSaidThatTheTokenEnded() {
        // Given
        AtomicBoolean wanted = new AtomicBoolean(true);
        given(request -> {
            wanted.set(false);
            return tokenEnded();
        });

        // When
        assertThatThrownBy(() -> connection.afas().write(ORDER, wanted::get))
                // Then
                .isInstanceOf(AfasFailure.TooLate.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void isNotSentWhenItIsNotWantedAnyMoreOnceItsTurnComes() throws Exception {
        // Given
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicBoolean wanted = new AtomicBoolean(true);
        given(request -> {
            arrived.countDown();
            await(answer);
            return WireServer.json(201, DONE);
        });
        AfasConfig oneAtOnce = new AfasConfig(server.base(), new Credentials.OAuth("client", "secret"), null, "nl-nl",
                1, Duration.ofSeconds(30), 1, Duration.ofMillis(1));

        try (AfasConnection single = AfasConnection.open(oneAtOnce, InstantSource.system(), meters)) {
            Thread first = Thread.startVirtualThread(() -> single.afas().write(ORDER, () -> true));
            await(arrived);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread second = Thread.startVirtualThread(
                    () -> failure.set(catchThrowable(() -> single.afas().write(ORDER, wanted::get))));

            // When
            wanted.set(false);
            answer.countDown();
            first.join(Duration.ofSeconds(10));
            second.join(Duration.ofSeconds(10));

            // Then
            assertThat(failure.get()).isInstanceOf(AfasFailure.TooLate.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void showsHowManyCallsAreUnderWayAndHowManyMayBeWhileItIsOpen() throws Exception {
        // Given
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        given(request -> {
            arrived.countDown();
            await(answer);
            return WireServer.json(201, DONE);
        });
        MeterRegistry registry = new SimpleMeterRegistry();
        AfasConfig config = AfasConfig.of(server.base(), new Credentials.OAuth("client", "secret"));
        AfasConnection open = AfasConnection.open(config, AfasCaller.of("writer", ConnectorTurns.Precedence.FIRST),
                InstantSource.system(), registry, new ConnectorTurns());

        // When
        Thread call = Thread.startVirtualThread(() -> open.afas().write(ORDER, () -> true));
        await(arrived);

        // Then
        assertThat(registry.get("twinafas.afas.calls.active").tag("role", "writer").gauge().value()).isEqualTo(1);
        assertThat(registry.get("twinafas.afas.calls.allowed").tag("role", "writer").gauge().value()).isEqualTo(4);

        // When
        answer.countDown();
        call.join(Duration.ofSeconds(10));

        // Then
        assertThat(registry.get("twinafas.afas.calls.active").gauge().value()).isZero();
        open.close();
        assertThat(registry.find("twinafas.afas.calls.allowed").gauge()).as("closed").isNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply tokenEnded() {
        return new Reply.Answer(401, Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""), "");
    }
}
