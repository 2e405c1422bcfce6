package com.twinafas.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.PipelineConfiguration;
import com.twinafas.pipeline.api.ApiConfiguration;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.log.LogOracle;
import com.twinafas.pipeline.settings.AccessSettings;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.topic.Topic;

@EmbeddedKafka(partitions = 1)
class AccessIT {

    @RegisterExtension
    static final LogOracle LOG = new LogOracle();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> BEARERS = Map.of("viewer", TestAccess.VIEWER, "operator",
            TestAccess.OPERATOR, "administrator", TestAccess.ADMINISTRATOR, "stranger",
            "Bearer nobody-knows-this-canary-0123456789");

    @TempDir
    private static Path home;
    private static ConfigurableApplicationContext context;
    private static HttpServer provider;
    private static RSAKey key;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PipelineConfiguration.class, ApiConfiguration.class})
    static class Service {

        @Bean
        LocalToken localToken(Environment environment) {
            return new LocalToken(Path.of(environment.getRequiredProperty("test.folder")));
        }
    }

    @BeforeAll
    static void start(EmbeddedKafkaBroker broker) throws Exception {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        provider = provider();
        Map<String, String> all = new HashMap<>(TestAccess.settings());
        all.putAll(Map.of("twinafas.tenant", "guarded", "twinafas.twinfield.client-id", "id",
                "twinafas.twinfield.client-secret", "s", "twinafas.twinfield.refresh-token", "r",
                "twinafas.afas.base-url", "http://127.0.0.1:1", "twinafas.afas.token", "t", "twinafas.offices[0].code",
                "NL01", "twinafas.offices[0].administration", "1", "twinafas.encryption.master-key",
                TestKeys.MASTER_KEY));
        all.putAll(Map.of("server.port", "0", "spring.kafka.bootstrap-servers", broker.getBrokersAsString(),
                "spring.kafka.properties.schema.registry.url", "mock://guarded", "twinafas.access.oidc.issuer",
                issuer(), "twinafas.access.oidc.audience", "twinafas", "twinafas.access.oidc.claim",
                "realm_access.roles", "test.folder", home.resolve("tokens").toString()));
        context = SpringApplication.run(Service.class, all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue()).toArray(String[]::new));
        await().atMost(Duration.ofSeconds(30)).until(() -> context.getBean(CurrentSettings.class).isKnown());
    }

    @AfterAll
    static void stop() {
        context.close();
        provider.stop(0);
        assertThat(home.resolve("tokens")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"/actuator/health/liveness, 200", "/actuator/health/readiness, 200", "/actuator/health, 401",
            "/actuator/prometheus, 401", "/actuator, 401", "/api/status, 401", "/api/settings, 401", "/api/audit, 401",
            "/api/nothing, 401", "/, 401", "/api/records/NL01/customer/1, 401"})
    void tellsAStrangerOnlyThatItLives(String path, int status) throws Exception {
        assertThat(send("GET", path, null, null).statusCode()).isEqualTo(status);
        assertThat(send("GET", path, BEARERS.get("stranger"), null).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"viewer, GET, /api/status, 200", "viewer, GET, /actuator/prometheus, 200",
            "viewer, GET, /api/settings, 200", "viewer, GET, /api/records/NL01/customer/1, 404",
            "viewer, GET, /api/records/NL01/customer/1?content=true, 403",
            "viewer, POST, /api/preview, 403", "viewer, PUT, /api/settings, 403", "viewer, GET, /api/audit, 403",
            "viewer, POST, /api/redrive, 403", "viewer, GET, /api/erasures, 403",
            "operator, GET, /api/records/NL01/customer/1?content=true, 404", "operator, POST, /api/preview, 501",
            "operator, POST, /api/redrive, 400", "operator, PUT, /api/settings, 403",
            "operator, POST, /api/erasures, 403", "operator, POST, /actuator/loggers/root, 403",
            "operator, GET, /api/audit, 403", "viewer, GET, /api/%61udit, 403", "viewer, GET, /api/erasure%73, 403",
            "viewer, GET, /api/%72ecords/NL01/customer/1?content=true, 403",
            "viewer, GET, /api/records/NL01/customer/1?conten%74=true, 403", "operator, PUT, /api/%73ettings, 403",
            "viewer, GET, /actuator/heapdump, 403", "viewer, GET, /actuator/health, 200",
            "operator, GET, /actuator/env, 403", "viewer, GET, /api/nothing, 404",
            "administrator, PUT, /api/settings, 428",
            "administrator, GET, /api/audit, 200", "administrator, POST, /api/erasures, 400"})
    void letsEachRoleDoWhatItMay(String role, String method, String path, int status) throws Exception {
        // When
        HttpResponse<String> answer = send(method, path, BEARERS.get(role), "{}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertThat(JSON.readTree(answer.body()).at("/error").asString()).startsWith("This takes the role ");
        }
    }

    @Test
    void writesDownWhoChangedWhat() throws Exception {
        // Given
        String document = send("GET", "/api/settings", TestAccess.ADMINISTRATOR, null).body();

        // When
        HttpResponse<String> changed = send("PUT", "/api/settings?comment=name-canary", TestAccess.ADMINISTRATOR,
                document + "  writer: {intake: 7}\n");

        // Then
        assertThat(changed.statusCode()).isEqualTo(428);
        JsonNode changes = JSON.readTree(send("GET", "/api/audit", TestAccess.ADMINISTRATOR, null).body())
                .at("/changes");
        assertThat(changes.valueStream()).anySatisfy(change -> {
            assertThat(change.at("/by").asString()).isEqualTo("ada");
            assertThat(change.at("/method").asString()).isEqualTo("PUT");
            assertThat(change.at("/path").asString()).isEqualTo("/api/settings");
            assertThat(change.at("/status").asInt()).isEqualTo(428);
        });
        assertThat(changes.toString()).doesNotContain("canary");
    }

    @Test
    void writesDownWhoWasNotAllowedButNoStranger() throws Exception {
        // When
        send("POST", "/api/discard", BEARERS.get("viewer"), "{}");
        send("POST", "/api/discard", BEARERS.get("stranger"), "{}");
        send("POST", "/api/discard", null, "{}");

        // Then
        assertThat(JSON.readTree(send("GET", "/api/audit", TestAccess.ADMINISTRATOR, null).body()).at("/changes")
                .valueStream().filter(change -> change.at("/path").asString().equals("/api/discard")))
                .singleElement().satisfies(change -> {
                    assertThat(change.at("/by").asString()).isEqualTo("vera");
                    assertThat(change.at("/status").asInt()).isEqualTo(403);
                });
    }

    @Test
    void writesDownWhoDidNotWaitForTheAnswer() throws Exception {
        // Given
        TenantKafka kafka = context.getBean(TenantKafka.class);
        List<String> askers = new CopyOnWriteArrayList<>();
        String body = "{\"cause\":\"ITEM_MISSING\"}";

        // When
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port()))) {
            socket.getOutputStream().write(("POST /api/redrive HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                    + TestAccess.OPERATOR + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(9)).until(() -> {
                kafka.readToEnd(Topic.CONTROL, command -> askers.add(asker(kafka, command)));
                return !askers.isEmpty();
            });
        }

        // Then
        assertThat(askers).contains("otto");
        await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> assertThat(
                JSON.readTree(send("GET", "/api/audit", TestAccess.ADMINISTRATOR, null).body()).at("/changes")
                        .valueStream())
                .anySatisfy(change -> {
                    assertThat(change.at("/path").asString()).isEqualTo("/api/redrive");
                    assertThat(change.at("/by").asString()).isEqualTo("otto");
                    assertThat(change.at("/status").asInt()).isEqualTo(500);
                }));
    }

    private static String asker(TenantKafka kafka, ConsumerRecord<String, byte[]> command) {
        try {
            return kafka.read(command, Command.class).getBy();
        } catch (UnreadableRecord e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysThatTheProviderIsAwayAndNotThatTheTokenIsWrong() {
        // Given
        BearerTokens bearers = new BearerTokens(new AccessSettings(List.of(), new AccessSettings.Oidc(
                URI.create("http://127.0.0.1:1"), "twinafas", "roles", "twinafas-")), null);

        // When
        Mono<Authentication> answer = bearers.authenticate(new BearerTokenAuthenticationToken("a.b.c"));

        // Then
        assertThatThrownBy(answer::block).isInstanceOfSatisfying(ResponseStatusException.class,
                away -> assertThat(away.getStatusCode().value()).isEqualTo(503));
    }

    @Test
    void leavesTheTokenOfTheNextProcessWhereItIs() throws Exception {
        // Given
        Path file = LocalToken.file(home.resolve("next"), 1);
        LocalToken old = new LocalToken(home.resolve("next"));
        old.write(1);
        new LocalToken(home.resolve("next")).write(1);
        String next = Files.readString(file);

        // When
        old.close();

        // Then
        assertThat(file).hasContent(next);
    }

    @Test
    void knowsWhoMayReadTheFileOfThisMachinesToken() throws Exception {
        // Given
        Path file = LocalToken.file(home.resolve("tokens"), Integer.parseInt(port()));

        // Then
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(send("GET", "/api/audit", "Bearer " + Files.readString(file), null).statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheRoleOfAnOpenIdConnectToken() throws Exception {
        assertThat(send("GET", "/api/status", token(issuer(), "twinafas", "twinafas-viewer"), null).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/audit", token(issuer(), "twinafas", "twinafas-viewer"), null).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/api/audit", token(issuer(), "twinafas", "twinafas-administrator"), null).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/status", token(issuer(), "twinafas", "something-else"), null).statusCode())
                .as("known, but for nothing here").isEqualTo(403);
    }

    @Test
    void refusesAnOpenIdConnectTokenOfOrForOthersOrOfThePast() throws Exception {
        assertThat(List.of(token("https://elsewhere.example.com", "twinafas", "twinafas-administrator"),
                token(issuer(), "another", "twinafas-administrator"),
                token(issuer(), "twinafas", "twinafas-administrator", new RSAKeyGenerator(2048).keyID("one").generate(),
                        Instant.now().plusSeconds(60)),
                token(issuer(), "twinafas", "twinafas-administrator", key, Instant.now().minusSeconds(600))))
                .allSatisfy(token -> assertThat(send("GET", "/api/status", token, null).statusCode()).isEqualTo(401));
    }

    private static String token(String issuer, String audience, String role) throws Exception {
        return token(issuer, audience, role, key, Instant.now().plusSeconds(60));
    }

    private static String token(String issuer, String audience, String role, RSAKey signer, Instant end)
            throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                new JWTClaimsSet.Builder().issuer(issuer).audience(audience).subject("4f1c")
                        .claim("realm_access", Map.of("roles", List.of("offline_access", role)))
                        .expirationTime(Date.from(end)).build());
        token.sign(new RSASSASigner(signer));
        return "Bearer " + token.serialize();
    }

    private static HttpServer provider() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        serve(server, "/.well-known/openid-configuration",
                Map.of("issuer", address, "jwks_uri", address + "/keys", "subject_types_supported", List.of("public")));
        serve(server, "/keys", new JWKSet(key.toPublicJWK()).toJSONObject());
        server.start();
        return server;
    }

    private static void serve(HttpServer server, String path, Map<String, Object> document) {
        byte[] body = JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private static String port() {
        return context.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String bearer,
            @Nullable String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", "application/json")
                .method(method, body == null || method.equals("GET")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", bearer);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
