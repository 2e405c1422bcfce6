package com.twinafas.writer.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.matrix.MatrixDocument;
import com.twinafas.pipeline.matrix.Tally;

/**
 * All faults at once, in rounds, until so many commits met one. With {@code -Pstorm} those are 100,000; the seed is
 * printed and {@code -Dseed} repeats it.
 */
class FaultStormTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime() % 1_000_000_000L);
    private static final long FAULTS = Long.getLong("storm", 200);
    private static final long DOCUMENTED = 100_000;
    private static final int WEEKS = FAULTS < 1000 ? 1 : 4;
    private static final Duration IN_DOUBT = FAULTS < 1000 ? Duration.ofSeconds(2) : Duration.ofSeconds(6);
    /** Most of the time a round waits: for time-outs, and for the end of a doubt. */
    private static final int AT_ONCE = Integer.getInteger("storm.rounds", 10);

    private final AtomicLong round = new AtomicLong();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> faults = new TreeMap<>();
    private Tally total = Tally.NONE;

    @Test
    void everyRecordLandsOnce() throws IOException {
        System.out.println("FaultStormTest: seed " + SEED + " (repeat it with -Dseed=" + SEED + ")");
        Instant start = Instant.now();

        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                threads.execute(this::storm);
            }
        }

        Duration took = Duration.between(start, Instant.now());
        String table = table(took);
        System.out.println(table);
        assertThat(findings).isEmpty();
        assertThat(total.lost() + total.doubled()).isZero();
        assertThat(total.faults()).isGreaterThanOrEqualTo(FAULTS);
        if (FAULTS >= DOCUMENTED) {
            MatrixDocument.write("storm", table);
        }
    }

    private void storm() {
        while (findings.isEmpty() && faulted() < FAULTS) {
            Tempest tempest = new Tempest(SEED + round.getAndIncrement(), WEEKS, IN_DOUBT);
            try {
                add(tempest.tally(), tempest.faults());
            } catch (AssertionError | RuntimeException e) {
                findings.add(e.toString());
            }
        }
    }

    private synchronized long faulted() {
        return total.faults();
    }

    private synchronized void add(Tally tally, Map<String, Long> met) {
        total = total.plus(tally);
        met.forEach((fault, times) -> faults.merge(fault, times, Long::sum));
        if (total.runs() % 100 == 0) {
            System.out.println("FaultStormTest: " + total);
        }
    }

    private String table(Duration took) {
        return "Seed " + SEED + ", " + total.runs() + " rounds, " + took.toMinutes() + " min " + took.toSecondsPart()
                + " s.\n\n| | |\n|---|--:|\n" + row("faulted commits", total.faults())
                + row("records delivered once", total.delivered())
                + row("in doubt, settled by looking", total.settled())
                + row("with a person, and sent again then", total.withPerson()) + row("lost", total.lost())
                + row("double", total.doubled()) + "\n| fault | commits |\n|---|--:|\n"
                + faults.entrySet().stream().map(fault -> row(fault.getKey(), fault.getValue()))
                        .collect(Collectors.joining());
    }

    private static String row(String name, long count) {
        return "| " + name + " | " + count + " |\n";
    }
}
