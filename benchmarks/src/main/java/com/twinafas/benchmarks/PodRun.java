package com.twinafas.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.yaml.snakeyaml.Yaml;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.standalone.broker.EmbeddedBroker;
import com.twinafas.standalone.registry.SchemaRegistry;

/**
 * The compact pod: the server with every role as its image runs it, and as a plain jar beside it, by turns, each time on a
 * new broker with the demo's company. Broker, registry and both systems are in this process, without limits, AFAS with the
 * demo's latency. Then it is started again, with nothing left to do.
 */
final class PodRun {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration QUIET = Duration.ofSeconds(6);
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int PORT = 18_491;
    private static final String HEAP = "-Xmx256m"; // half of the pod's memory of 512 MB

    private final int rounds;
    private final Map<String, List<String>> variants = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param image folder that is as /opt/twinafas in the image
     * @param jar   of Spring Boot, as it is built
     */
    PodRun(int rounds, Path image, Path jar) {
        this.rounds = rounds;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        variants.put("as in the image", List.of(java, "@" + image.resolve("java.options"),
                "-XX:AOTCache=" + image.resolve("twinafas.aot"), HEAP, "-cp",
                image.resolve("twinafas-server.jar") + ":" + image.resolve("functions") + "/*",
                "com.twinafas.server.ServerApplication"));
        variants.put("plain jar", List.of(java, HEAP, "-jar", jar.toString()));
    }

    /** Times in ms since the process was started, memory in MB. */
    private record Figures(long ready, long firstRecord, long atMost, long afterLoad, long idle) {
    }

    void run() throws IOException, InterruptedException {
        LoggingSystem.get(PodRun.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
        Map<String, List<Figures>> measured = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                Figures figures = measure(variant.getKey(), variant.getValue());
                System.out.printf("%d %-16s %s, load of the machine %.1f%n", round, variant.getKey(), figures,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
                measured.computeIfAbsent(variant.getKey(), name -> new ArrayList<>()).add(figures);
            }
        }
        System.out
                .printf("%n| median of %d | ready | first record in AFAS | resident at most | after the load | idle |%n"
                        + "|---|---|---|---|---|---|%n", rounds);
        measured.forEach(
                (name, figures) -> System.out.printf("| %s | %.1f s | %.1f s | %d MB | %d MB | %d MB |%n", name,
                        median(figures, Figures::ready) / 1000.0, median(figures, Figures::firstRecord) / 1000.0,
                        median(figures, Figures::atMost), median(figures, Figures::afterLoad),
                        median(figures, Figures::idle)));
    }

    private static long median(List<Figures> figures, ToLongFunction<Figures> which) {
        return figures.stream().mapToLong(which).sorted().skip(figures.size() / 2).findFirst().orElse(0);
    }

    private Figures measure(String name, List<String> command) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("twinafas-benchmark");
        Company company = Company.generate(1, new CompanySize(330, 68, 340, LocalDate.of(2026, 11, 20)));
        try (TwinfieldSimulator twinfield = TwinfieldSimulator
                .start(TwinfieldSimulatorConfig.of(company).limits(Limits.none()));
                AfasSimulator afas = AfasSimulator
                        .start(AfasSimulatorConfig.of(AfasSide.of(company)).latency(Duration.ofMillis(50)));
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                SchemaRegistry registry = SchemaRegistry.start(Map.of("bootstrap.servers", broker.bootstrapServers()),
                        "_schemas", 0)) {
            Path configuration = configuration(folder, twinfield, afas, broker, registry);
            int before = records(afas.books());
            long begun = System.nanoTime();
            Process process = start(command, folder, configuration);
            long ready;
            long first = 0;
            long atMost;
            long afterLoad;
            try {
                ready = 0;
                while (ready == 0 || first == 0) {
                    expectAlive(process, begun, name + ": see " + folder);
                    if (first == 0 && records(afas.books()) > before) {
                        first = since(begun);
                    }
                    if (ready == 0 && isReady()) {
                        ready = since(begun);
                    }
                    Thread.sleep(PAUSE);
                }
                awaitQuiet(afas.books());
                atMost = ProcessMemory.atMost(process);
                afterLoad = ProcessMemory.resident(process);
            } finally {
                stop(process);
            }
            return new Figures(ready, first, atMost, afterLoad, idle(command, folder, configuration));
        }
    }

    private long idle(List<String> command, Path folder, Path configuration) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = start(command, folder, configuration);
        try {
            while (!isReady()) {
                expectAlive(process, begun, "started again: see " + folder);
                Thread.sleep(PAUSE);
            }
            Thread.sleep(IDLE);
            return ProcessMemory.resident(process);
        } finally {
            stop(process);
        }
    }

    private static void expectAlive(Process process, long begun, String where) {
        if (!process.isAlive() || since(begun) > PATIENCE.toMillis()) {
            throw new IllegalStateException("The process ended or does nothing, " + where);
        }
    }

    private static void awaitQuiet(AfasBooks books) throws InterruptedException {
        int records = 0;
        long last = System.nanoTime();
        while (since(last) < QUIET.toMillis()) {
            Thread.sleep(PAUSE);
            int now = records(books);
            last = now > records ? System.nanoTime() : last;
            records = now;
        }
    }

    private static int records(AfasBooks books) {
        return books.debtors().size() + books.items().size() + books.documents().size() + books.entries().size();
    }

    private static long since(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + PORT + "/actuator/health/readiness")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(List<String> command, Path folder, Path configuration) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("terminal.txt").toFile()));
        builder.environment().put("SPRING_CONFIG_ADDITIONALLOCATION", configuration.toUri().toString());
        if (command.contains("-cp")) {
            builder.environment().put("MALLOC_ARENA_MAX", "2"); // as the image has it
        }
        return builder.start();
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static Path configuration(Path folder, TwinfieldSimulator twinfield, AfasSimulator afas,
            EmbeddedBroker broker, SchemaRegistry registry) throws IOException {
        Map<String, Object> properties = DemoSettings.between(twinfield, afas);
        properties.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
        properties.put("spring.kafka.properties.schema.registry.url", registry.url());
        properties.put("server.port", PORT);
        return Files.writeString(folder.resolve("application.yaml"), new Yaml().dump(properties));
    }
}
