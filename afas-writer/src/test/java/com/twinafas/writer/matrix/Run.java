package com.twinafas.writer.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import com.twinafas.pipeline.matrix.Tally;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.writer.scenario.Rig;

/** One seed of one fault at one stage: some days of trade, and then what the books say. */
final class Run {

    private static final Duration STANDSTILL = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Mishap mishap;
    private final Stage stage;
    private final long seed;

    Run(Mishap mishap, Stage stage, long seed) {
        this.mishap = mishap;
        this.stage = stage;
        this.seed = seed;
    }

    Mishap mishap() {
        return mishap;
    }

    Stage stage() {
        return stage;
    }

    /** @throws AssertionError when anything is not as it must be */
    Tally tally() {
        List<MortalAfas> ways = new ArrayList<>();
        try (Rig rig = new Rig(AfasSimulatorConfig.standard().seed(seed), settings(), (client, ledger) -> {
            ways.add(new MortalAfas(client, ledger));
            return ways.getFirst();
        })) {
            MortalAfas way = ways.getFirst();
            Trade trade = new Trade(seed, 1);
            mishap.arrangement().arrange(rig, way, stage, new Random(seed));
            boolean ended = deliver(rig, trade.log());
            long faults = rig.afas().faults().fired().size() + (ended ? 1 : way.ended());
            rig.afas().faults().clear();
            Set<RecordKey> withPerson = rig.ledger().withPerson();
            deliver(rig, trade.log().stream().filter(handed -> withPerson.contains(handed.key())).toList());
            require(mishap.personal() || withPerson.isEmpty(), () -> "a person was asked about " + withPerson);
            requireNoCallForAReplay(rig, trade);
            Books books = new Books(rig);
            books.check(trade.last(), trade.customers());
            require(books.findings().isEmpty(), () -> String.join("; ", books.findings()));
            return books.tally(faults, withPerson.size());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(this + " stands still", e);
        }
    }

    private static Map<String, Object> settings() {
        return Map.of("twinafas.afas.timeout", Mishaps.TIMEOUT.toMillis() + "ms", "twinafas.writer.in-doubt",
                Mishaps.IN_DOUBT.toMillis() + "ms");
    }

    /**
     * Hands the log in, to one process after the other.
     *
     * @return whether a process ended before it was through
     */
    private static boolean deliver(Rig rig, List<Trade.Handed> log) {
        boolean ended = false;
        while (true) {
            handIn(rig, log, handed -> rig.submit(handed.key(), handed.revision(), handed.content()));
            if (!rig.ledger().isCrashed()) {
                return ended;
            }
            ended = true;
            rig.restart();
        }
    }

    private static void handIn(Rig rig, List<Trade.Handed> log, Consumer<Trade.Handed> submit) {
        log.forEach(submit);
        Awaitility.await().atMost(STANDSTILL).pollInterval(LOOK).until(() -> rig.isIdle() || rig.ledger().isCrashed());
    }

    private void requireNoCallForAReplay(Rig rig, Trade trade) {
        int before = writes(rig);
        handIn(rig, trade.log(), handed -> rig.replay(handed.key(), handed.revision(), 2, handed.content()));
        require(writes(rig) == before, () -> "a replay of what is unchanged wrote to AFAS");
    }

    /** As they come: one that is answered late has not ended yet. */
    private static int writes(Rig rig) {
        return rig.afas().calls().bodies().size();
    }

    private void require(boolean holds, Supplier<String> finding) {
        if (!holds) {
            throw new AssertionError(this + ": " + finding.get());
        }
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + mishap.name() + " at " + stage.title();
    }

    /** The runs of these faults at each of their stages, with so many seeds from this one on. */
    static List<Run> of(List<Mishap> mishaps, long firstSeed, int seeds) {
        return mishaps.stream().flatMap(mishap -> mishap.stages().stream().flatMap(
                stage -> LongStream.range(firstSeed, firstSeed + seeds)
                        .mapToObj(seed -> new Run(mishap, stage, seed))))
                .collect(Collectors.toList());
    }
}
