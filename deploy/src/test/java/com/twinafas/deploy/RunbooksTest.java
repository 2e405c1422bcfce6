package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

import com.twinafas.standalone.TwinAfas;

/** A runbook is read when something is wrong: what it names exists. */
class RunbooksTest {

    private static final Path FOLDER = Path.of("../docs/runbooks");
    private static final String ADDRESS = "https://example.org/twinafas/docs/runbooks/";
    /** In a sentence and in a block of commands, to where the shell takes over. */
    private static final Pattern COMMAND = Pattern.compile("\\./twinafas +((?:'[^']*'|\"[^\"]*\"|[^`|&>;#()'\"\\n])*)");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");
    private static final Pattern API = Pattern.compile("/api/[a-z-]+");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

    static Stream<Path> runbooks() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyAlertLeadsToItsRunbookAndTheIndexToo() throws IOException {
        assertThat(Alerts.all()).allSatisfy(alert -> {
            assertThat(alert.annotations()).containsEntry("runbook_url", ADDRESS + alert.name() + ".md");
            assertThat(FOLDER.resolve(alert.name() + ".md")).content().startsWith("# " + alert.name() + "\n")
                    .contains("**What it means.**", "**What the bookkeeper sees.**", "**How to look.**",
                            "**What to do.**", "**When it is over.**");
            assertThat(FOLDER.resolve("README.md")).content().contains("](" + alert.name() + ".md)");
        });
    }

    @Test
    void noRunbookIsOfAnAlertThatIsNoMore() throws IOException {
        Set<String> alerts = Alerts.all().stream().map(Alerts.Alert::name).collect(Collectors.toSet());

        assertThat(runbooks().map(file -> file.getFileName().toString().replace(".md", ""))
                .filter(name -> name.startsWith("TwinAfas"))).isSubsetOf(alerts);
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void commandsAndTheirOptionsExist(Path runbook) throws IOException {
        assertThat(found(COMMAND, runbook, 1))
                .allSatisfy(command -> assertThat(unknown(command)).as(command).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead-letter", "dead-letters --category x --colour red", "settings exports",
            "show NL01/customer/1 2", "doubts all"})
    void noticesWhatDoesNotExist(String command) {
        assertThat(unknown(command)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void pathsOfTheApiExist(Path runbook) throws IOException {
        String routes = Files.readString(
                Path.of("../pipeline/src/main/java/com/twinafas/pipeline/api/ApiConfiguration.java"));

        assertThat(found(API, runbook, 0)).allSatisfy(path -> assertThat(routes).contains("(\"" + path + "\""));
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void linksLeadSomewhere(Path runbook) throws IOException {
        assertThat(found(LINK, runbook, 1)).allSatisfy(link -> assertThat(FOLDER.resolve(link)).exists());
    }

    private static Set<String> found(Pattern pattern, Path runbook, int group) throws IOException {
        return pattern.matcher(Files.readString(runbook)).results().map(match -> match.group(group).strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The words of a command line that the launcher does not know. */
    private static List<String> unknown(String command) {
        CommandSpec spec = TwinAfas.commandLine().getCommandSpec();
        List<String> unknown = new ArrayList<>();
        int room = 0;
        int positions = 0;
        for (String word : WORD.matcher(command).results().map(match -> match.group()).toList()) {
            if (word.startsWith("--")) {
                var option = spec.optionsMap().get(word.replaceFirst("=.*", ""));
                if (option == null) {
                    unknown.add(word);
                } else {
                    room = word.contains("=") ? 0 : option.arity().max();
                }
            } else if (room > 0) {
                room--;
            } else if (spec.subcommands().containsKey(word)) {
                spec = spec.subcommands().get(word).getCommandSpec();
            } else if (positions < spec.positionalParameters().size()) {
                positions++;
            } else {
                unknown.add(word);
            }
        }
        return unknown;
    }
}
