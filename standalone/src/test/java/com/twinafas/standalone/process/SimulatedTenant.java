package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.access.LocalToken;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.status.RecordState;
import com.twinafas.pipeline.status.Status;
import com.twinafas.pipeline.status.StatusFollower;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.standalone.demo.SimulatedAccess;

/** A small company in both simulated systems, with the whole program between them in this process. */
public final class SimulatedTenant implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration FIRST_LOAD = Duration.ofMinutes(2);

    private final Company company = Company.generate(7, CompanySize.SMALL);
    private final FaultPlan mishaps = FaultPlan.none();
    private final TwinfieldSimulator twinfield = TwinfieldSimulator
            .start(TwinfieldSimulatorConfig.of(company).limits(Limits.none()).faults(mishaps));
    private final AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(company)));
    private final Standalone standalone;

    private SimulatedTenant(Path folder, Map<String, Object> settings, CompletableFuture<Void> opened) {
        mishaps.add(FaultRule.of("not open yet", new Fault.Meanwhile(() -> {
            opened.join();
            mishaps.clear();
        })));
        Map<String, Object> properties = properties(twinfield, afas, folder);
        properties.putAll(settings);
        standalone = Standalone.start(properties);
    }

    /**
     * Starts it and waits until the first load is through.
     *
     * @param folder   of its data
     * @param settings by full key, beside those of the demo
     */
    static SimulatedTenant loaded(Path folder, Map<String, Object> settings) {
        SimulatedTenant tenant = started(folder, settings, CompletableFuture.completedFuture(null));
        tenant.awaitLoaded();
        return tenant;
    }

    /**
     * Starts it.
     *
     * @param opened when it is complete; until then Twinfield answers nothing
     */
    static SimulatedTenant started(Path folder, Map<String, Object> settings, CompletableFuture<Void> opened) {
        return new SimulatedTenant(folder, settings, opened);
    }

    void awaitLoaded() {
        await().atMost(FIRST_LOAD).until(this::isLoaded);
    }

    /** What the whole program needs to run between these two. */
    public static Map<String, Object> properties(TwinfieldSimulator twinfield, AfasSimulator afas, Path folder) {
        Map<String, Object> properties = SimulatedAccess.to(twinfield, afas);
        properties.put("spring.config.additional-location", "classpath:demo.yaml");
        properties.put("twinafas.encryption.master-key", TestKeys.MASTER_KEY);
        properties.put("standalone.data", folder.toString());
        properties.put("standalone.token-folder", folder.resolve("tokens").toString());
        properties.put("server.port", 0);
        return properties;
    }

    /** Whether everything was read, and nothing that was read is on its way. */
    public static boolean isQuiet(Standalone standalone) {
        Status status = standalone.get(StatusFollower.class).status();
        return status.complete() && status.flows().values().stream()
                .allMatch(flow -> flow.in(RecordState.WAITING) + flow.in(RecordState.MAPPED) == 0);
    }

    private boolean isLoaded() {
        return isQuiet(standalone) && !afas.books().documents().isEmpty();
    }

    Company company() {
        return company;
    }

    AfasSimulator afas() {
        return afas;
    }

    TwinfieldSimulator twinfield() {
        return twinfield;
    }

    <T> T get(Class<T> type) {
        return standalone.get(type);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return post(path, body, "application/json");
    }

    HttpResponse<String> post(String path, Map<String, Object> body, String accept)
            throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** By the token of this machine. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).header("Authorization",
                "Bearer " + standalone.get(LocalToken.class).value());
    }

    /** Where it answers, without a path. */
    String address() {
        return "http://127.0.0.1:" + standalone.get(Environment.class).getProperty("local.server.port");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public void close() {
        standalone.close();
        afas.close();
        twinfield.close();
    }
}
