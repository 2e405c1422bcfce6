package com.twinafas.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;

/** The demo with the smallest company, as a process that can be killed; its books are read from its folder. */
final class DemoProcess implements AutoCloseable {

    private static final long SEED = 7;

    private final Process process;
    private final Path data;

    private DemoProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /** @param afasLatency of each call: how long the first load takes at least */
    static DemoProcess start(Path data, Duration afasLatency) throws IOException {
        return start(data, List.of("--port", "0", "--afas-latency", afasLatency.toString(), "--until-loaded"));
    }

    /** One that goes on after the first load, without any change of its own, and answers at the port. */
    static DemoProcess serving(Path data, int port) throws IOException {
        return start(data, List.of("--port", String.valueOf(port), "--afas-latency", "PT0S", "--trickle", "PT0S"));
    }

    private static DemoProcess start(Path data, List<String> how) throws IOException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@java.options", "-XX:TieredStopAtLevel=1", "-Duser.home=" + data, "-cp",
                System.getProperty("java.class.path"),
                "com.twinafas.standalone.TwinAfas", "demo", "--data", data.toString(), "--seed",
                String.valueOf(SEED), "--customers", String.valueOf(CompanySize.SMALL.customers()), "--articles",
                String.valueOf(CompanySize.SMALL.articles()), "--invoices",
                String.valueOf(CompanySize.SMALL.invoices()), "--credits", "0"));
        command.addAll(how);
        return new DemoProcess(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("terminal.txt").toFile())).start(), data);
    }

    /** Waits until AFAS's books have grown by so many lines since the call, or the process has ended. */
    void awaitCommits(long more) {
        long before = commits();
        Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(5))
                .until(() -> !process.isAlive() || commits() >= before + more);
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The token of the process that answers at a port; the home of the demos of a test is their data folder. */
    String token(int port) throws IOException {
        return Files.readString(data.resolve(".twinafas").resolve("token-" + port));
    }

    /** What it has written to its terminal. */
    String terminal() throws IOException {
        return Files.readString(data.resolve("terminal.txt"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of the first load. @return the exit code */
    int awaitLoaded() throws InterruptedException, IOException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            throw new AssertionError("The first load did not end:\n" + Files.readString(data.resolve("terminal.txt")));
        }
        return process.exitValue();
    }

    /** What AFAS has: every document, entry, debtor and item, without the numbers AFAS gave them. */
    List<String> books() {
        try (AfasSimulator afas = AfasSimulator.start(
                AfasSimulatorConfig.of(AfasSide.of(Company.generate(SEED, CompanySize.SMALL)))
                        .folder(data.resolve("afas")))) {
            AfasBooks books = afas.books();
            Stream<String> documents = books.documents().stream().map(document -> "document " + document.reference()
                    + " " + document.totals() + " lines " + document.lines().size());
            Stream<String> entries = books.entries().stream().map(entry -> "entry "
                    + entry.lines().getFirst().field("BpNr") + " " + entry.debit() + " lines " + entry.lines().size());
            Stream<String> debtors = books.debtors().stream().map(
                    debtor -> "debtor " + books.party(debtor.party()).map(Party::email).orElse("") + " "
                            + books.party(debtor.party()).map(Party::name).orElse(""));
            Stream<String> items = books.items().stream().map(item -> "item " + item.code());
            return Stream.of(documents, entries, debtors, items).flatMap(lines -> lines).sorted().toList();
        }
    }

    /** Of each order in AFAS by its reference, what stands in a field; no reference is there twice. */
    Map<String, String> orders(String field) {
        try (AfasSimulator afas = AfasSimulator.start(
                AfasSimulatorConfig.of(AfasSide.of(Company.generate(SEED, CompanySize.SMALL)))
                        .folder(data.resolve("afas")))) {
            return afas.books().orders().stream()
                    .collect(Collectors.toMap(Order::reference, order -> order.field(field)));
        }
    }

    /** References that more than one document or entry has. */
    Map<String, Long> doubles() {
        return books().stream().filter(line -> line.startsWith("document ") || line.startsWith("entry "))
                .map(line -> line.substring(line.indexOf(' ') + 1, line.indexOf(' ', line.indexOf(' ') + 1)))
                .collect(Collectors.groupingBy(key -> key, TreeMap::new,
                        Collectors.counting()))
                .entrySet().stream().filter(entry -> entry.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether AFAS's books say something by now, while the process runs too. */
    boolean says(String text) {
        return lines(line -> line.contains(text)) > 0;
    }

    private long commits() {
        return lines(line -> true);
    }

    private long lines(Predicate<String> which) {
        try (Stream<Path> files = Files.walk(data.resolve("afas"))) {
            return files.filter(Files::isRegularFile).max(Comparator.comparing(Path::toString))
                    .map(file -> lines(file, which)).orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long lines(Path file, Predicate<String> which) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(which).count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
