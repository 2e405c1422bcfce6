package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, tried in a project of nothing with a Maven and a Java that only tell that they ran. */
class LauncherTest {

    /** What the build gives every file in the jar, and the jar. */
    private static final FileTime FIXED = FileTime.from(Instant.parse("2026-11-01T00:00:00Z"));

    @TempDir
    private Path project;

    @BeforeEach
    void projectOfNothing() throws IOException {
        Files.createDirectories(project.resolve("mapper/src/main"));
        Files.createDirectories(project.resolve("standalone/target"));
        for (String source : new String[]{"pom.xml", "mapper/pom.xml", "mapper/src/main/Rule.java"}) {
            Files.writeString(project.resolve(source), source);
        }
        Files.copy(Path.of("../twinafas"), project.resolve("twinafas"));
        script("jdk/bin/java", "echo 'openjdk version \"25.0.1\"'; echo \"run $*\"");
        script("mvnw", "echo built; : > standalone/target/twinafas-exec.jar");
    }

    private void script(String name, String line) throws IOException {
        Path script = project.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/usr/bin/env bash\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** As {@code ./mvnw verify} leaves it. */
    private void builtByMaven() throws IOException {
        Files.setLastModifiedTime(Files.writeString(project.resolve("standalone/target/twinafas-exec.jar"), "jar"),
                FIXED);
    }

    private String launched() throws IOException, InterruptedException {
        ProcessBuilder launcher = new ProcessBuilder("bash", project.resolve("twinafas").toString(), "check")
                .redirectErrorStream(true);
        launcher.environment().put("JAVA_HOME", project.resolve("jdk").toString());
        Process process = launcher.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("twinafas-exec.jar check");
        return said;
    }

    @Test
    void buildsWhatIsNotBuiltAndOnlyOnce() throws Exception {
        assertThat(launched()).contains("built");
        assertThat(launched()).doesNotContain("built");
    }

    @Test
    void doesNotBuildWhatMavenJustBuilt() throws Exception {
        builtByMaven();

        assertThat(launched()).doesNotContain("built");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        builtByMaven();
        Files.setLastModifiedTime(project.resolve("mapper/src/main/Rule.java"),
                FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(launched()).contains("built");
    }
}
