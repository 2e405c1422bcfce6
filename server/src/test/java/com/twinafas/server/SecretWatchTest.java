package com.twinafas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretWatchTest {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final AtomicInteger stops = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");
    private SecretWatch watch;

    /** As Kubernetes mounts a Secret: the file is a link into a folder that is changed for another one. */
    @BeforeEach
    void mount() throws IOException {
        point("..2026_1", "old");
        Files.createSymbolicLink(folder.resolve("password"), Path.of("..data", "password"));
        watch = new SecretWatch(List.of(folder, Path.of("/nowhere")), PAUSE, stops::incrementAndGet);
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void asksTheProcessToStopOnceWhenASecretChanged() throws IOException {
        // When
        point("..2026_2", "new");

        // Then
        await().untilAsserted(() -> assertThat(stops).hasValue(1));
        point("..2026_3", "newer");
        await().during(PAUSE.multipliedBy(10)).until(() -> stops.get() == 1);
    }

    @Test
    void leavesTheProcessAloneWhenTheSameSecretIsMountedAnew() throws IOException {
        // When
        point("..2026_2", "old");

        // Then
        await().during(PAUSE.multipliedBy(10)).until(() -> stops.get() == 0);
    }

    @Test
    void waitsUntilAllSecretsRest() throws IOException {
        // Given
        Path growing = folder.resolve("other");

        // When
        await().during(PAUSE.multipliedBy(10)).pollInterval(PAUSE.dividedBy(4)).until(() -> {
            Files.writeString(growing, String.valueOf(System.nanoTime()));
            return stops.get() == 0;
        });

        // Then
        await().untilAsserted(() -> assertThat(stops).hasValue(1));
    }

    @Test
    void endsWithTheProcess() throws IOException {
        // Given
        watch.stop();

        // When
        point("..2026_2", "new");

        // Then
        assertThat(watch.isRunning()).isFalse();
        await().during(PAUSE.multipliedBy(10)).until(() -> stops.get() == 0);
    }

    private void point(String version, String password) throws IOException {
        Path target = Files.createDirectory(folder.resolve(version));
        Files.writeString(target.resolve("password"), password);
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(version));
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
