package com.twinafas.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.twinafas.simulators.company.CompanySize;
import com.twinafas.standalone.broker.EmbeddedBroker;
import com.twinafas.standalone.registry.SchemaRegistry;

/** A broker, a registry and both systems simulated, for a server that is another process of this machine. */
final class Surroundings implements AutoCloseable {

    private static final long SEED = 1;
    private static final int TOKEN_BYTES = 32;
    private static final int OK = 200;

    private final SimulatedSystems systems;
    private final EmbeddedBroker broker;
    private final SchemaRegistry registry;
    private final Path masterKey;
    private final String token = token();
    private final HttpClient http = HttpClient.newHttpClient();

    private Surroundings(Path data, CompanySize size) {
        systems = SimulatedSystems
                .start(new SimulatedSystems.Setup(SEED, size, null, "127.0.0.1", 0, 0, Duration.ZERO));
        broker = EmbeddedBroker.start(data.resolve("kafka"), 0);
        registry = SchemaRegistry.start(Map.of("bootstrap.servers", broker.bootstrapServers()), "_schemas", 0);
        masterKey = DemoMasterKey.in(data);
    }

    static Surroundings start(Path data, CompanySize size) {
        return new Surroundings(data, size);
    }

    /** The demo's settings with the addresses of these; complete when it is there. */
    void writeConfiguration(Path file) throws IOException {
        Map<String, Object> document = systems.configuration(masterKey);
        document.put("spring", Map.of("kafka", Map.of("bootstrap-servers", broker.bootstrapServers(), "properties",
                Map.of("schema.registry.url", registry.url()))));
        document.merge("twinafas", Map.of("access", Map.of("tokens",
                List.of(Map.of("name", "surroundings", "role", "administrator", "token", token)))), Surroundings::both);
        SimulatedSystems.write(document, file);
    }

    /** How many documents have arrived. */
    int documents() {
        return systems.documents();
    }

    /** Whether the server is, by its own word; it is asked for its metrics too. */
    boolean isReady(URI server) throws InterruptedException {
        try {
            return get(server, "/actuator/health/readiness") == OK && get(server, "/actuator/prometheus") == OK;
        } catch (IOException e) {
            return false;
        }
    }

    private int get(URI server, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token)
                .build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static Object both(Object settings, Object more) {
        Map<Object, Object> both = new LinkedHashMap<>((Map<?, ?>) settings);
        both.putAll((Map<?, ?>) more);
        return both;
    }

    private static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
        systems.close();
        http.close();
    }
}
