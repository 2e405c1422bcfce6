package com.twinafas.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoKillIT {

    private static final int KILLS = 20;
    /** Long enough that the first load is still running at the last kill. */
    private static final Duration SLOW = Duration.ofMillis(60);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void endsInTheSameBooksHoweverOftenItIsKilled() throws Exception {
        // Given
        List<String> expected;
        try (DemoProcess undisturbed = DemoProcess.start(folder.resolve("undisturbed"), Duration.ZERO)) {
            assertThat(undisturbed.awaitLoaded()).isZero();
            expected = undisturbed.books();
        }
        // Both flows are on in this office; what the invoice flow owns is on day book VRK and never an entry.
        assertThat(expected).anyMatch(line -> line.startsWith("document 0042/sales-invoice/"))
                .anyMatch(line -> line.startsWith("entry 0042/VRKM/"))
                .noneMatch(line -> line.startsWith("entry 0042/VRK/"));
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("DemoKillIT: seed " + seed + " (repeat it with -Dseed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);

        // When
        int kills = 0;
        Path data = folder.resolve("killed");
        while (kills < KILLS) {
            try (DemoProcess process = DemoProcess.start(data, SLOW)) {
                process.awaitCommits(random.nextInt(8));
                assertThat(process.isAlive()).as("the load is still running at kill %d", kills).isTrue();
                process.kill();
                kills++;
            }
        }

        // Then
        try (DemoProcess last = DemoProcess.start(data, Duration.ZERO)) {
            assertThat(last.awaitLoaded()).isZero();
            assertThat(last.doubles()).isEmpty();
            assertThat(last.books()).isEqualTo(expected);
        }
    }
}
