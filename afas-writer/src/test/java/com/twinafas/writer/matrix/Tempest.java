package com.twinafas.writer.matrix;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import com.twinafas.pipeline.matrix.Tally;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.writer.scenario.Rig;

/**
 * One round of the storm: weeks of trade, in which most requests that write meet a fault of any kind, and processes end
 * at any point, one after the other.
 */
final class Tempest {

    private static final int PROCESSES = 4;
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration LATE = Duration.ofMillis(800);
    private static final double OFTEN = 0.06;
    private static final Duration STANDSTILL = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String WRITES = "/connectors/(Kn|Fb|Fi)";

    private final long seed;
    private final int weeks;
    private final Duration inDoubt;
    private final Map<String, Long> faults = new TreeMap<>();

    /**
     * @param weeks   of trade: how much there is to go wrong
     * @param inDoubt how long AFAS may be at a request; longer than this machine, too, with everything else it does
     */
    Tempest(long seed, int weeks, Duration inDoubt) {
        this.seed = seed;
        this.weeks = weeks;
        this.inDoubt = inDoubt;
    }

    /** How often a request that writes met each fault. */
    Map<String, Long> faults() {
        return Map.copyOf(faults);
    }

    /** @throws AssertionError when anything is not as it must be */
    Tally tally() {
        Random random = new Random(seed);
        FaultPlan plan = new FaultPlan(seed, InstantSource.system()).add(rules());
        List<MortalAfas> ways = new ArrayList<>();
        try (Rig rig = new Rig(AfasSimulatorConfig.standard().seed(seed).faults(plan),
                Map.of("twinafas.afas.timeout", TIMEOUT.toMillis() + "ms", "twinafas.writer.in-doubt",
                        inDoubt.toMillis() + "ms", "twinafas.writer.attempts", "100"),
                (client, ledger) -> {
                    ways.add(new MortalAfas(client, ledger));
                    return ways.getFirst();
                })) {
            Trade trade = new Trade(seed, weeks);
            for (int process = 1; process < PROCESSES; process++) {
                endSomewhere(rig, ways.getFirst(), random);
                handIn(rig, trade.log());
                if (rig.ledger().isCrashed()) {
                    count("the process ends", 1);
                    rig.restart();
                }
            }
            handIn(rig, trade.log());
            plan.fired().stream().filter(fired -> fired.operation().matches("(Kn|Fb|Fi).*"))
                    .forEach(fired -> count(fired.rule(), 1));
            plan.clear();
            Set<RecordKey> withPerson = rig.ledger().withPerson();
            handIn(rig, trade.log());
            Books books = new Books(rig);
            books.check(trade.last(), trade.customers());
            if (!books.findings().isEmpty()) {
                throw new AssertionError("seed " + seed + ": " + String.join("; ", books.findings()));
            }
            return books.tally(faults.values().stream().mapToLong(Long::longValue).sum(), withPerson.size());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("seed " + seed + " stands still", e);
        }
    }

    private void count(String fault, long times) {
        faults.merge(fault, times, Long::sum);
    }

    private void endSomewhere(Rig rig, MortalAfas way, Random random) {
        int nth = 5 + random.nextInt(15 * weeks);
        switch (random.nextInt(5)) {
            case 0 -> rig.ledger().crashAt(new Nth<>(nth));
            case 1 -> rig.ledger().crashBehind(new Nth<>(nth));
            case 2 -> way.endAt(MortalAfas.Point.BEFORE_SENDING, request -> true, nth);
            case 3 -> way.endAt(MortalAfas.Point.BEFORE_THE_ANSWER, request -> true, nth);
            default -> way.endAt(MortalAfas.Point.AFTER_THE_ANSWER, request -> true, nth);
        }
    }

    private static void handIn(Rig rig, List<Trade.Handed> log) {
        log.forEach(handed -> rig.submit(handed.key(), handed.revision(), handed.content()));
        Awaitility.await().atMost(STANDSTILL).pollInterval(LOOK).until(() -> rig.isIdle() || rig.ledger().isCrashed());
    }

    private static FaultRule[] rules() {
        return new FaultRule[]{often("answer lost", new Fault.AnswerLost()),
                often("reset after the body", new Fault.ResetBeforeCommit()),
                often("reset before the body", new Fault.ResetBeforeBody()),
                often("carried out after the time-out", new Fault.Delayed(LATE)),
                often("answered after the time-out", new Fault.AnswerLate(LATE)),
                often("half an answer", new Fault.Truncated(false)), often("empty answer", new Fault.EmptyBody()),
                often("blocked by another user", new Fault.Locked()), often("429", new Fault.Throttled(null)),
                often("proxy answers HTML, 502", new Fault.ProxyPage(502)),
                often("token expired", new Fault.ExpiredToken()), often("unexpected error", new Fault.Unexpected()),
                often("time limit, carried out", new Fault.AnswerReplaced(500, "application/json",
                        "{\"externalMessage\":\"The maximum duration for performing the assignment has been exceeded.\"}")),
                rule("never an answer", new Fault.Silence(), OFTEN / 3),
                rule("business refusal", new Fault.Given(500, "application/json",
                        "{\"externalMessage\":\"The entered value for 'Unit' does not exist | Enter a value for 'Unit'.\"}"),
                        OFTEN / 6),
                rule("503", new Fault.Maintenance(null), OFTEN / 6).lasting(Duration.ofMillis(200))};
    }

    private static FaultRule often(String name, Fault fault) {
        return rule(name, fault, OFTEN);
    }

    private static FaultRule rule(String name, Fault fault, double probability) {
        return FaultRule.of(name, fault).path(WRITES).probability(probability);
    }
}
