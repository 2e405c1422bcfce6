package com.twinafas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;

/**
 * A first load of many customers and invoices through the standalone process, started by the launcher as a user starts it,
 * with its own broker. The simulators are in this process, without limits or latency. What is resident, and what of the
 * heap lives after a full collection, is taken at each tenth.
 */
final class FirstLoadRun {

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PORT = 18_490;

    private final int invoices;
    private final int customers;

    FirstLoadRun(int invoices, int customers) {
        this.invoices = invoices;
        this.customers = customers;
    }

    void run() throws IOException, InterruptedException {
        Company company = Company.generate(1, new CompanySize(customers, 200, invoices, LocalDate.of(2026, 11, 20)));
        Path folder = Files.createTempDirectory("twinafas-benchmark");
        try (TwinfieldSimulator twinfield = TwinfieldSimulator
                .start(TwinfieldSimulatorConfig.of(company).limits(Limits.none()));
                AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(company)))) {
            Process process = start(folder, twinfield, afas);
            try {
                follow(process, afas);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private void follow(Process process, AfasSimulator afas) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Instant last = begun;
        int tenths = 0;
        int records = 0;
        // A few are refused on purpose: it is over when nothing has come for a while.
        while (Duration.between(last, Instant.now()).compareTo(QUIET) < 0) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The process ended with " + records + " records");
            }
            Thread.sleep(PAUSE);
            int now = afas.books().debtors().size() + afas.books().documents().size();
            last = now > records || now == 0 ? Instant.now() : last;
            records = now;
            if (records * 10L / (invoices + customers) > tenths) {
                tenths = (int) (records * 10L / (invoices + customers));
                tell(records, begun, process);
            }
        }
        tell(records, begun, process);
        long references = afas.books().documents().stream().map(order -> order.reference()).distinct().count();
        System.out.printf("%d debtors, %d documents, %d references, %.0f a second%n", afas.books().debtors().size(),
                afas.books().documents().size(), references,
                records / (Duration.between(begun, last).toMillis() / 1000.0));
    }

    private static void tell(int records, Instant begun, Process process) throws IOException, InterruptedException {
        System.out.printf("%d records after %d s: resident %d MB, live heap %d MB%n", records,
                Duration.between(begun, Instant.now()).toSeconds(), ProcessMemory.resident(process), liveHeap(process));
    }

    private Process start(Path folder, TwinfieldSimulator twinfield, AfasSimulator afas) throws IOException {
        Map<String, Object> properties = DemoSettings.between(twinfield, afas);
        properties.put("standalone.data", folder.resolve("data").toString());
        properties.put("server.port", PORT);
        properties.put("logging.file.name", folder.resolve("twinafas.log").toString());
        Path config = Files.writeString(folder.resolve("configuration.yaml"), new Yaml().dump(properties));
        System.out.println("Data in " + folder);
        return new ProcessBuilder("./twinafas", "run", "--config", config.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("terminal.txt").toFile()).start();
    }

    /** In MB, of objects that are reachable: {@code jcmd} collects before it counts. */
    private static long liveHeap(Process process) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
        String last = "";
        try (var lines = jcmd.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.startsWith("Total") ? line : last;
            }
        }
        jcmd.waitFor();
        String[] words = last.trim().split("\\s+", -1);
        return words.length < 3 ? 0 : Long.parseLong(words[2]) / 1024 / 1024;
    }
}
