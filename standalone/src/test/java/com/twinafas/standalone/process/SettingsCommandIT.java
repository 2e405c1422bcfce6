package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import picocli.CommandLine;

import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.standalone.command.SettingsCommand;

/** The settings of a running process, as somebody at a terminal sees and changes them. */
class SettingsCommandIT {

    private static Standalone standalone;

    @TempDir
    private Path folder = Path.of("");

    private record Said(int exit, String out, String errors) {
    }

    @BeforeAll
    static void start(@TempDir Path data) {
        Map<String, Object> properties = new HashMap<>(Map.of("spring.config.additional-location",
                "classpath:demo.yaml", "standalone.data", data.toString(), "server.port", 0, "twinafas.roles",
                "notifier", "twinafas.twinfield.client-id", "id", "twinafas.twinfield.client-secret", "secret-canary",
                "twinafas.twinfield.refresh-token", "token-canary", "twinafas.afas.base-url", "http://127.0.0.1:1"));
        properties.put("twinafas.afas.token", "afas-canary");
        properties.put("twinafas.encryption.master-key", TestKeys.MASTER_KEY);
        standalone = Standalone.start(properties);
        await().atMost(Duration.ofSeconds(30)).until(() -> settings("origin").exit() == 0);
    }

    @AfterAll
    static void stop() {
        standalone.close();
    }

    @Test
    void exportsEditsImportsAndExplains() throws Exception {
        // Given
        Said exported = settings("export");
        assertThat(exported.out()).startsWith("# Settings version 1\n").contains("  offices:\n")
                .doesNotContain("canary");

        // When
        Path file = Files.writeString(folder.resolve("mine.yaml"),
                doubt(exported, "3m"));
        Said imported = settings("import", file.toString(), "--comment", "shorter & sooner");

        // Then
        assertThat(imported.out()).isEqualTo("Settings version 2 is stored.\n");
        await().untilAsserted(() -> assertThat(settings("origin", "writer.in-doubt").out())
                .isEqualTo("twinafas.writer.in-doubt = 3m  (tenant)\n"));
        assertThat(settings("export", "--of", "1").out()).isEqualTo(exported.out());
        assertThat(settings("versions").out().lines().map(line -> line.replaceFirst("  \\S+Z", "")))
                .containsExactly("2  by api  shorter & sooner", "1  by file");

        // When somebody else was first
        Said behind = settings("import", file.toString());

        // Then
        assertThat(behind.exit()).isEqualTo(0);
        Files.writeString(file, doubt(exported, "4m"));
        assertThat(settings("import", file.toString()).errors()).contains("at version 2 by now");

        // When it is wrong
        Files.writeString(file, doubt(exported, "0s").replace("# Settings version 1\n", ""));
        assertThat(settings("import", file.toString()).errors()).contains("does not say which version");
        Said wrong = settings("import", file.toString(), "--onto", "2");

        // Then
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.errors()).startsWith("The settings have mistakes\n  twinafas.writer.in-doubt: ");
    }

    @Test
    void tellsThatNothingAnswers() {
        assertThat(run(List.of("export", "--url", "http://127.0.0.1:1")).errors()).contains("Nothing answers at");
    }

    private static String doubt(Said exported, String duration) {
        assertThat(exported.out()).contains("in-doubt: 5s\n");
        return exported.out().replace("in-doubt: 5s\n", "in-doubt: " + duration + "\n");
    }

    private static Said settings(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url");
        all.add("http://127.0.0.1:" + standalone.get(Environment.class).getProperty("local.server.port"));
        return run(all);
    }

    private static Said run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int exit = new CommandLine(new SettingsCommand()).setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors)).execute(arguments.toArray(String[]::new));
        return new Said(exit, out.toString(), errors.toString());
    }
}
