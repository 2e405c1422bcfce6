package com.twinafas.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.notifier.message.Messages;

class WebhookChannelTest {

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private volatile int status = 204;

    private record Request(String body, @Nullable String signature, @Nullable String time, @Nullable String message) {
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsWhatIsHeldUpInBothLanguages() throws NotAccepted {
        // When
        channel(null).send(Messages.of(Messages.missingItem()));

        // Then
        Request request = requests.element();
        assertThat(request.signature()).isNull();
        assertThat(request.message()).isEqualTo("5f2b");
        JsonNode body = JsonMapper.builder().build().readTree(request.body());
        assertThat(body.at("/tenant").asString()).isEqualTo("demo");
        assertThat(body.at("/records").asInt()).isEqualTo(37);
        assertThat(body.at("/causes/0/code").asString()).isEqualTo("ITEM_MISSING");
        assertThat(body.at("/causes/0/state").asString()).isEqualTo("new");
        assertThat(body.at("/causes/0/since").asString()).isEqualTo("2026-03-02T08:59:00Z");
        assertThat(body.at("/causes/0/until").isNull()).isTrue();
        assertThat(body.at("/causes/0/stage").asString()).isEqualTo("write");
        assertThat(body.at("/causes/0/what/en").asString()).isEqualTo("Article D012 does not exist in AFAS");
        assertThat(body.at("/causes/0/what/nl").asString()).isEqualTo("Artikel D012 bestaat niet in AFAS");
        assertThat(body.at("/causes/0/held/0/office").asString()).isEqualTo("NL01");
        assertThat(body.at("/causes/0/held/0/numbers/0").asString()).isEqualTo("FACTUUR/13");
    }

    @Test
    void signsTimeAndBodyWithTheSecret() throws Exception {
        // When
        channel("s3cret").send(Messages.of(Messages.missingItem()));

        // Then
        Request request = requests.element();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(request.time()).isEqualTo("1772442000");
        assertThat(request.signature()).isEqualTo("sha256=" + HexFormat.of()
                .formatHex(mac.doFinal(("1772442000." + request.body()).getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void isNotAcceptedUnlessTheReceiverSaysSo() {
        // Given
        status = 503;

        // Then
        assertThatThrownBy(() -> channel(null).send(Messages.of(Messages.missingItem())))
                .isInstanceOf(NotAccepted.class).hasMessage("HTTP 503");
    }

    @Test
    void isNotAcceptedWhenNobodyListens() {
        // Given
        server.stop(0);

        // Then
        assertThatThrownBy(() -> channel(null).send(Messages.of(Messages.missingItem())))
                .isInstanceOf(NotAccepted.class);
    }

    private WebhookChannel channel(@Nullable String secret) {
        return new WebhookChannel(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"), secret,
                () -> Instant.parse("2026-03-02T09:00:00Z"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst(WebhookChannel.SIGNATURE_HEADER),
                    exchange.getRequestHeaders().getFirst(WebhookChannel.TIME_HEADER),
                    exchange.getRequestHeaders().getFirst(WebhookChannel.MESSAGE_HEADER)));
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
