package com.twinafas.writer.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.matrix.FaultMatrix;
import com.twinafas.pipeline.matrix.MatrixDocument;
import com.twinafas.pipeline.matrix.Tally;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;

/**
 * Each fault at each stage, with several seeds: every record is there once, in its last state, with its total, or a
 * person was asked about it; and a replay of it all makes no call that writes.
 */
class FaultMatrixTest {

    private static final long SEED = Long.getLong("seed", 1);
    private static final int SEEDS = Integer.getInteger("seeds", 3);
    /** Most of the time a run waits: for time-outs, and for the end of a doubt. */
    private static final int AT_ONCE = 24;

    @Test
    void losesNothingAndDeliversNothingTwice() throws IOException {
        FaultMatrix matrix = new FaultMatrix(Stream.of(Stage.values()).map(Stage::title).toList());
        Queue<String> findings = new ConcurrentLinkedQueue<>();
        Instant start = Instant.now();
        try (AfasSimulator plain = AfasSimulator.start(AfasSimulatorConfig.standard());
                Mishaps mishaps = new Mishaps(URI.create(plain.baseUrl().toString()))) {
            List<Run> runs = Run.of(mishaps.all(), SEED, SEEDS);
            runs.forEach(run -> matrix.add(run.mishap().group(), run.mishap().name(), run.stage().title(),
                    Tally.NONE));
            Collections.shuffle(runs, new Random(SEED));
            try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
                runs.forEach(run -> threads.execute(() -> {
                    try {
                        matrix.add(run.mishap().group(), run.mishap().name(), run.stage().title(), run.tally());
                    } catch (AssertionError | RuntimeException e) {
                        findings.add(e.toString());
                    }
                }));
            }
        }
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        System.out.println("FaultMatrixTest: seeds " + SEED + " to " + (SEED + SEEDS - 1) + ", " + seconds + " s\n"
                + matrix.table());

        assertThat(findings).isEmpty();
        assertThat(matrix.total().lost() + matrix.total().doubled()).isZero();
        MatrixDocument.write("writer", "Seeds " + SEED + " to " + (SEED + SEEDS - 1) + " of each, " + seconds
                + " s.\n\n" + matrix.table());
        assertThat(MatrixDocument.section("writer")).contains(matrix.outline());
    }
}
