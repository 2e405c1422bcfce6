package com.twinafas.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.standalone.broker.EmbeddedBroker;
import com.twinafas.standalone.registry.SchemaRegistry;

/** A broker, a registry and both systems simulated, for a server that is another process of this machine. */
final class Surroundings implements AutoCloseable {

    private static final long SEED = 1;
    private static final int TOKEN_BYTES = 32;
    private static final int OK = 200;

    private final Company company;
    private final TwinfieldSimulator twinfield;
    private final AfasSimulator afas;
    private final EmbeddedBroker broker;
    private final SchemaRegistry registry;
    private final Path masterKey;
    private final String token = token();
    private final HttpClient http = HttpClient.newHttpClient();

    private Surroundings(Path data, CompanySize size) {
        company = Company.generate(SEED, size);
        twinfield = TwinfieldSimulator.start(TwinfieldSimulatorConfig.of(company).limits(Limits.none()));
        afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(company)));
        broker = EmbeddedBroker.start(data.resolve("kafka"), 0);
        registry = SchemaRegistry.start(Map.of("bootstrap.servers", broker.bootstrapServers()), "_schemas", 0);
        masterKey = DemoMasterKey.in(data);
    }

    static Surroundings start(Path data, CompanySize size) {
        return new Surroundings(data, size);
    }

    /** The demo's settings with the addresses of these; complete when it is there. */
    void writeConfiguration(Path file) throws IOException {
        Map<String, Object> document;
        try (InputStream demo = Objects.requireNonNull(Surroundings.class.getResourceAsStream("/demo.yaml"))) {
            document = new Yaml().load(demo);
        }
        Map<String, Object> settings = part(document, "twinafas");
        part(settings, "twinfield").putAll(Map.of("login-url", twinfield.loginUrl().toString(), "client-id",
                twinfield.clientId(), "client-secret", twinfield.clientSecret(), "refresh-token",
                twinfield.refreshToken(), "credits-per-minute", 1_000_000));
        part(settings, "afas").putAll(Map.of("base-url", afas.baseUrl().toString(), "client-id", afas.clientId(),
                "client-secret", afas.clientSecret()));
        settings.put("encryption", Map.of("master-key-file", masterKey.toAbsolutePath().toString()));
        settings.put("access", Map.of("tokens",
                List.of(Map.of("name", "surroundings", "role", "administrator", "token", token))));
        document.put("spring", Map.of("kafka", Map.of("bootstrap-servers", broker.bootstrapServers(), "properties",
                Map.of("schema.registry.url", registry.url()))));
        Path half = Files.writeString(Path.of(file + ".new"), new Yaml().dump(document));
        Files.move(half, file);
    }

    /** How many documents have arrived. */
    int documents() {
        return afas.books().documents().size();
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

    @SuppressWarnings("unchecked") // YAML's objects have texts for names
    private static Map<String, Object> part(Map<String, Object> document, String name) {
        return (Map<String, Object>) document.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
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
        afas.close();
        twinfield.close();
        http.close();
    }
}
