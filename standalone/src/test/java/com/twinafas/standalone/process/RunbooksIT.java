package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.standalone.TwinAfas;

/** The commands of the runbooks, as they stand there, against a tenant that has its first load. */
class RunbooksIT {

    private static final Path FOLDER = Path.of("../docs/runbooks");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:8080(/\\S*?)'?$");

    /** What takes a cluster, and programs that are not ours; what they are given is tested in module deploy. */
    private static final List<String> NOT_HERE = List.of("kubectl ", "helm ", "docker ", "promtool ");

    /** What takes a record in doubt, or changes what the other commands look at. */
    private static final Map<String, Class<?>> ELSEWHERE = Map.of("./twinafas settle ", DoubtsIT.class,
            "./twinafas settings import ", SettingsCommandIT.class);

    private static SimulatedTenant tenant;
    private static Path configuration;
    private static String office = "";
    private static String invoice = "";
    private static String customer = "";
    private static String reconciliation = "";

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        // The commands look for their token in the home.
        tenant = SimulatedTenant.loaded(folder, Map.of("standalone.token-folder",
                Path.of(System.getProperty("user.home"), ".twinafas").toString()));
        invoice = tenant.afas().books().documents().stream().map(Order::reference)
                .filter(reference -> reference.contains("/sales-invoice/")).findFirst().orElseThrow();
        office = invoice.substring(0, invoice.indexOf('/'));
        SalesInvoice delivered = tenant.twinfield().books().invoices(office).stream()
                .filter(each -> invoice.endsWith("/" + each.type() + "/" + each.number())).findFirst().orElseThrow();
        customer = office + "/customer/" + delivered.customer();
        configuration = configuration(folder);
        run("./twinafas reconcile --office NL01 --period 2026/10");
        reconciliation = tenant.get("/api/reconciliations").at("/reconciliations/0/id").asString();
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    /** What erases comes last: the others show what it erases. */
    static Stream<String> runbooks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".md"))
                    .sorted(Comparator.comparing((String name) -> name.startsWith("erase"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void nameCommandsThatDoTheirWork(String runbook) throws Exception {
        for (String command : commands(Files.readString(FOLDER.resolve(runbook)))) {
            if (NOT_HERE.stream().anyMatch(command::startsWith)
                    || ELSEWHERE.keySet().stream().anyMatch(command::startsWith)) {
                continue;
            }
            // When
            String said = command.startsWith("curl ") ? ask(command) : run(command);

            // Then
            assertThat(said).as(command).isNotBlank();
        }
    }

    /** The lines of its blocks, those that a backslash joins as one, without remarks. */
    private static List<String> commands(String runbook) {
        List<String> commands = new ArrayList<>();
        boolean open = false;
        for (String line : runbook.lines().toList()) {
            boolean command = line.startsWith("    ") && Stream.concat(NOT_HERE.stream(),
                    Stream.of("./twinafas ", "curl ")).anyMatch(line.strip()::startsWith);
            if (open) {
                commands.add(commands.removeLast() + " " + line.strip());
            } else if (command) {
                commands.add(line.strip());
            }
            open = (command || open) && line.endsWith("\\");
            if (command || open) {
                commands.add(commands.removeLast().replaceFirst("\\s*\\\\$", "").replaceFirst("\\s+#\\s.*", ""));
            }
        }
        return commands;
    }

    /** What it said, having ended well. */
    private static String run(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(here(command).replaceFirst("\\s+>\\s.*", ""));
        while (matcher.find()) {
            words.add(Stream.of(matcher.group(1), matcher.group(2), matcher.group(3)).filter(Objects::nonNull)
                    .findFirst().orElseThrow());
        }
        CommandLine line = TwinAfas.commandLine();
        CommandLine named = Objects.requireNonNull(line.getSubcommands().get(words.get(1)), command);
        if (named.getCommandSpec().findOption("--url") != null) {
            words.addAll(List.of("--url", tenant.address()));
        }
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int exit = line.setOut(new PrintWriter(out)).setErr(new PrintWriter(errors))
                .execute(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(exit).withFailMessage(() -> command + " said " + out + errors).isZero();
        return out.toString();
    }

    private static String ask(String command) throws IOException, InterruptedException {
        Matcher address = ADDRESS.matcher(here(command).strip());
        assertThat(address.find()).as(command).isTrue();
        return tenant.get(address.group(1)).toString();
    }

    /** With what this tenant has in place of what the runbooks say by way of example. */
    private static String here(String command) {
        return command.replace("NL01/sales-invoice/FACTUUR/13", invoice).replace("NL01/customer/1000", customer)
                .replace("NL01", office).replace("acme.yaml", configuration.toString())
                .replaceFirst("^(./twinafas reconcile .*) ID$", "$1 " + reconciliation);
    }

    /** The demo's settings, with these two systems. */
    private static Path configuration(Path folder) throws IOException {
        Map<String, Object> properties = new Yaml().load(RunbooksIT.class.getResourceAsStream("/demo.yaml"));
        SimulatedTenant.properties(tenant.twinfield(), tenant.afas(), folder)
                .forEach((name, value) -> properties.put(name, value.toString()));
        return Files.writeString(folder.resolve("acme.yaml"), new Yaml().dump(properties));
    }
}
