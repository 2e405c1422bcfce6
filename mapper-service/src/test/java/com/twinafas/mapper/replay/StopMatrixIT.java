package com.twinafas.mapper.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import com.twinafas.pipeline.kafka.MortalKafka.Moment;
import com.twinafas.pipeline.matrix.FaultMatrix;
import com.twinafas.pipeline.matrix.MatrixDocument;
import com.twinafas.pipeline.matrix.Tally;

/**
 * A process that works on a redrive or a replay, or that maps while the mapping changes, ends at each moment of its
 * transactions, with many seeds; another goes on with what is committed. Every record is sent once, as one version of
 * the mapping makes it.
 */
class StopMatrixIT {

    private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(Map.of(
            "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0"));
    private static final long SEED = Long.getLong("seed", 1);
    private static final int SEEDS = Integer.getInteger("seeds", 10);

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    /** What the process that ends is at. */
    private enum Work {
        REDRIVE("redrive", SEEDS),
        REPLAY("replay", SEEDS),
        // Two mappers have to join the group in each.
        MAPPING_CHANGE("mapping change", (SEEDS + 2) / 3);

        private final String words;
        private final int seeds;

        Work(String words, int seeds) {
            this.words = words;
            this.seeds = seeds;
        }

        /** @param number of the run, from 1 */
        Tally stopped(ReplayRig rig, Moment moment, int number, Random random) {
            return switch (this) {
                case REDRIVE -> new JobStop(rig, "r" + number + "-", random).redrive(moment);
                case REPLAY -> new JobStop(rig, "r" + number + "-", random).replay(moment);
                case MAPPING_CHANGE -> new MappingChangeStop(rig, number, random).change(moment);
            };
        }
    }

    @Test
    void sendsEveryRecordOnceWhereverTheProcessEnded() throws IOException {
        FaultMatrix matrix = new FaultMatrix(List.of(Work.values()).stream().map(work -> work.words).toList());
        Queue<String> findings = new ConcurrentLinkedQueue<>();
        for (Moment moment : Moment.values()) {
            for (Work work : Work.values()) {
                matrix.add("process", "stops " + moment, work.words, Tally.NONE);
            }
        }
        Instant start = Instant.now();
        try (ExecutorService threads = Executors.newFixedThreadPool(Work.values().length)) {
            for (Work work : Work.values()) {
                threads.execute(() -> runs(matrix, findings, work));
            }
        }
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        String seeds = "Seeds from " + SEED + " on, " + seconds + " s.\n\n";
        System.out.println("StopMatrixIT: " + seeds + matrix.table());

        assertThat(findings).isEmpty();
        MatrixDocument.write("stops", seeds + matrix.table());
        assertThat(MatrixDocument.section("stops")).contains(matrix.outline());
    }

    /** One tenant lives through all of them. */
    private static void runs(FaultMatrix matrix, Queue<String> findings, Work work) {
        int number = 0;
        try (ReplayRig rig = new ReplayRig(BROKER.getBrokersAsString())) {
            for (Moment moment : Moment.values()) {
                for (long seed = SEED; seed < SEED + work.seeds; seed++) {
                    String run = "seed " + seed + ", stops " + moment + " at " + work.words;
                    try {
                        matrix.add("process", "stops " + moment, work.words, work.stopped(rig, moment, ++number,
                                new Random(seed * 31 + moment.name().hashCode())));
                    } catch (AssertionError | RuntimeException e) {
                        findings.add(run + ": " + e);
                    }
                }
            }
        }
    }
}
