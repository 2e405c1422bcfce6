package com.twinafas.simulators.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedServerTest {

    private static final String ANSWER = "x".repeat(1000);

    private final FaultPlan faults = new FaultPlan(1, InstantSource.system());
    private final Echo echo = new Echo();
    private final HttpClient client = HttpClient.newHttpClient();
    private SimulatedServer server;

    @BeforeEach
    void start() {
        server = SimulatedServer.start("127.0.0.1", 0, echo, faults, () -> Duration.ZERO);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void answersWithoutFaults() throws Exception {
        HttpResponse<String> answer = post("a");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(ANSWER);
        assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(echo.committed).containsExactly("a");
    }

    @Test
    void losesTheAnswerAfterCommitting() {
        faults.add(FaultRule.of("lost", new Fault.AnswerLost()));

        assertThatThrownBy(() -> post("a")).isInstanceOf(IOException.class);
        assertThat(echo.committed).containsExactly("a");
    }

    @Test
    void resetsWithoutCommitting() {
        faults.add(FaultRule.of("before", new Fault.ResetBeforeBody()).nth(1),
                FaultRule.of("after", new Fault.ResetBeforeCommit()));

        assertThatThrownBy(() -> post("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post("b")).isInstanceOf(IOException.class);
        assertThat(echo.committed).isEmpty();
        assertThat(faults.fired("before")).isEqualTo(1);
    }

    @Test
    void commitsAfterTheClientGaveUp() {
        faults.add(FaultRule.of("late", new Fault.Delayed(Duration.ofMillis(600))));

        assertThatThrownBy(() -> post("a", Duration.ofMillis(200))).isInstanceOf(HttpTimeoutException.class);
        assertThat(echo.committed).isEmpty();
        await().untilAsserted(() -> assertThat(echo.committed).containsExactly("a"));
        await().untilAsserted(() -> assertThat(echo.left).hasSize(1));
    }

    @Test
    void committedAtOnceWhatItAnswersAfterTheClientGaveUp() {
        faults.add(FaultRule.of("late", new Fault.AnswerLate(Duration.ofMillis(600))));

        assertThatThrownBy(() -> post("a", Duration.ofMillis(200))).isInstanceOf(HttpTimeoutException.class);
        assertThat(echo.committed).containsExactly("a");
    }

    @Test
    void neverAnswersWhereNobodyIsBehindTheConnection() throws Exception {
        faults.add(FaultRule.of("silence", new Fault.Silence()).nth(1));

        assertThatThrownBy(() -> post("a", Duration.ofMillis(200))).isInstanceOf(HttpTimeoutException.class);
        assertThat(post("b").statusCode()).isEqualTo(201);
        assertThat(echo.committed).containsExactly("b");
    }

    @Test
    void breaksTheConnectionInTheMiddleOfTheAnswer() {
        faults.add(FaultRule.of("cut", new Fault.Truncated(true)));

        assertThatThrownBy(() -> post("a")).isInstanceOf(IOException.class);
        assertThat(echo.committed).containsExactly("a");
    }

    @Test
    void endsHalfAnAnswerInGoodOrder() throws Exception {
        faults.add(FaultRule.of("cut", new Fault.Truncated(false)).nth(1),
                FaultRule.of("empty", new Fault.EmptyBody()).nth(1));

        assertThat(post("a").body()).hasSize(500);
        assertThat(post("b").body()).isEmpty();
        assertThat(post("c").body()).hasSize(1000);
    }

    @Test
    void saysSomethingElseThanWhatHappened() throws Exception {
        faults.add(FaultRule.of("gateway", new Fault.AnswerReplaced(504, "text/html", "<html></html>")));

        assertThat(post("a").statusCode()).isEqualTo(504);
        assertThat(echo.committed).containsExactly("a");
    }

    @Test
    void changesTheBooksBeforeTheRequestIsCarriedOut() throws Exception {
        faults.add(FaultRule.of("keyboard", new Fault.Meanwhile(() -> echo.committed.add("somebody's"))).nth(2));

        post("a");
        assertThat(post("b").statusCode()).isEqualTo(201);
        assertThat(echo.committed).containsExactly("a", "somebody's", "b");
    }

    @Test
    void refusesInTheSystemsOwnWords() throws Exception {
        faults.add(FaultRule.of("busy", new Fault.Throttled(Duration.ofSeconds(3))).body("b+").times(1));

        assertThat(post("a").statusCode()).isEqualTo(201);
        assertThat(post("b").statusCode()).isEqualTo(429);
        assertThat(post("b").statusCode()).isEqualTo(201);
        assertThat(echo.committed).containsExactly("a", "b");
    }

    @Test
    void drawsTheSameFaultsFromTheSameSeed() {
        assertThat(drawn(42)).isEqualTo(drawn(42)).isNotEqualTo(drawn(43));
        assertThat(drawn(42)).contains(true).contains(false);
    }

    private static List<Boolean> drawn(long seed) {
        FaultPlan plan = new FaultPlan(seed, InstantSource.system())
                .add(FaultRule.of("sometimes", new Fault.AnswerLost()).operation("echo").probability(0.3));
        SimulatedRequest request = new SimulatedRequest("GET", "/", "echo", Map.of(), "");
        return java.util.stream.Stream.generate(() -> plan.withBody(request) != null).limit(100).toList();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post(body, Duration.ofSeconds(10));
    }

    private HttpResponse<String> post(String body, Duration patience) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/thing?a=b"))
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static final class Echo implements SimulatedSystem {

        private final List<String> committed = new CopyOnWriteArrayList<>();
        private final List<Integer> left = new CopyOnWriteArrayList<>();

        @Override
        public String operation(String method, String path, Map<String, String> headers) {
            return "echo";
        }

        @Override
        public void arrived(SimulatedRequest request) {
            assertThat(request.path()).isEqualTo("/thing");
        }

        @Override
        public SimulatedAnswer answer(SimulatedRequest request) {
            committed.add(request.body());
            return SimulatedAnswer.text(201, "text/plain", ANSWER);
        }

        @Override
        public SimulatedAnswer refuse(Fault.Refusal fault, SimulatedRequest request) {
            return SimulatedAnswer.text(429, "text/plain", "");
        }

        @Override
        public void left(SimulatedRequest request, int outcome) {
            left.add(outcome);
        }
    }
}
