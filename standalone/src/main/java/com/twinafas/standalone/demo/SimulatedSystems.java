package com.twinafas.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;

/** A Twinfield and an AFAS of one generated company. */
final class SimulatedSystems implements AutoCloseable {

    private final Setup setup;
    private final TwinfieldSimulator twinfield;
    private final AfasSimulator afas;
    private final Trickle changes;
    private boolean closed;

    /**
     * How they are.
     *
     * @param folder      where their books are kept; null keeps them in memory
     * @param host        where they listen, and the name others reach them by
     * @param firstPort   of three in a row: Twinfield's identity server, its services, AFAS; 0 takes any free ones
     * @param credits     Twinfield's allowance a minute; 0 is without limits
     * @param afasLatency of each call of AFAS
     */
    record Setup(long seed, CompanySize size, @Nullable Path folder, String host, int firstPort, int credits,
            Duration afasLatency) {
    }

    private SimulatedSystems(Setup setup) {
        this.setup = setup;
        Company company = Company.generate(setup.seed(), setup.size());
        TwinfieldSimulatorConfig twinfieldConfig = TwinfieldSimulatorConfig.of(company).host(setup.host())
                .limits(setup.credits() == 0 ? Limits.none() : Limits.certified());
        AfasSimulatorConfig afasConfig = AfasSimulatorConfig.of(AfasSide.of(company)).host(setup.host())
                .latency(setup.afasLatency());
        Path folder = setup.folder();
        if (folder != null) {
            twinfieldConfig = twinfieldConfig.folder(folder.resolve("twinfield"));
            afasConfig = afasConfig.folder(folder.resolve("afas"));
        }
        int port = setup.firstPort();
        if (port != 0) {
            twinfieldConfig = twinfieldConfig.ports(port, port + 1);
            afasConfig = afasConfig.port(port + 2);
        }
        twinfield = TwinfieldSimulator.start(twinfieldConfig);
        afas = AfasSimulator.start(afasConfig);
        changes = new Trickle(twinfield.books(), afas.books(), new SplittableRandom(setup.seed()));
    }

    static SimulatedSystems start(Setup setup) {
        return new SimulatedSystems(setup);
    }

    TwinfieldSimulator twinfield() {
        return twinfield;
    }

    AfasSimulator afas() {
        return afas;
    }

    /** How many documents have arrived. */
    int documents() {
        return afas.books().documents().size();
    }

    /** Makes one change in the company, reproducible by its seed; empty when these have ended meanwhile. */
    synchronized Optional<String> change() {
        return closed ? Optional.empty() : Optional.of(changes.next());
    }

    /** The demo's settings, with the addresses and credentials of these and the master key that is in a file. */
    Map<String, Object> configuration(Path masterKey) throws IOException {
        Map<String, Object> document;
        try (InputStream demo = Objects.requireNonNull(SimulatedSystems.class.getResourceAsStream("/demo.yaml"))) {
            document = new Yaml().load(demo);
        }
        Map<String, Object> settings = part(document, "twinafas");
        part(settings, "twinfield").putAll(Map.of("login-url", twinfield.loginUrl().toString(), "client-id",
                twinfield.clientId(), "client-secret", twinfield.clientSecret(), "refresh-token",
                twinfield.refreshToken(), "credits-per-minute", setup.credits() == 0 ? 1_000_000 : setup.credits()));
        part(settings, "afas").putAll(Map.of("base-url", afas.baseUrl().toString(), "client-id", afas.clientId(),
                "client-secret", afas.clientSecret()));
        settings.put("encryption", Map.of("master-key-file", masterKey.toAbsolutePath().toString()));
        return document;
    }

    /** Writes a configuration; complete when it is there. */
    static void write(Map<String, Object> configuration, Path file) throws IOException {
        Path half = Files.writeString(Path.of(file + ".new"), new Yaml().dump(configuration));
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @SuppressWarnings("unchecked") // YAML's objects have texts for names
    private static Map<String, Object> part(Map<String, Object> document, String name) {
        return (Map<String, Object>) document.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
    }

    @Override
    public synchronized void close() {
        closed = true;
        afas.close();
        twinfield.close();
    }
}
