package com.twinafas.writer.matrix;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import com.twinafas.pipeline.matrix.MatrixDocument;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.CallLog;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.writer.scenario.Rig;

/**
 * One record that is stuck holds up no other, and as long as there is work all calls are under way. Figures of a machine
 * that does nothing else: with {@code -Pstorm} only.
 */
@EnabledIfSystemProperty(named = "storm", matches = ".+")
class KeyIndependenceTest {

    private static final double SLOWER = 1.05;
    private static final double BUSY = 0.95;
    private static final int RECORDS = 400;
    private static final int CALLS = 4;
    private static final Duration CALL = Duration.ofMillis(200);
    private static final Duration EDGE = Duration.ofSeconds(1);

    /** How long it took to deliver the records, and the share of the allowed calls that were under way. */
    private record Pace(Duration took, double busy) {
    }

    @Test
    void aRecordThatIsStuckHoldsUpNoOtherAndAllCallsAreBusy() throws IOException {
        Pace alone = pace(false);
        Pace beside = pace(true);

        double slower = (double) beside.took().toMillis() / alone.took().toMillis();
        String said = String.format(Locale.ROOT,
                "%d orders with their customers, calls of %d ms, %d at once: %.1f s, %.1f %%"
                        + " of the calls under way. Beside a record that is in doubt all the while: %.1f s (%+.1f %%), %.1f %%.",
                RECORDS, CALL.toMillis(), CALLS, alone.took().toMillis() / 1000.0, 100 * alone.busy(),
                beside.took().toMillis() / 1000.0, 100 * (slower - 1), 100 * beside.busy());
        System.out.println("KeyIndependenceTest: " + said);
        assertThat(slower).isLessThanOrEqualTo(SLOWER);
        assertThat(List.of(alone.busy(), beside.busy())).allSatisfy(
                busy -> assertThat(busy).isGreaterThanOrEqualTo(BUSY));
        MatrixDocument.write("keys", said + "\n");
    }

    private static Pace pace(boolean stuck) {
        try (Rig rig = new Rig(AfasSimulatorConfig.standard().latency(CALL),
                Map.of("twinafas.afas.timeout", "20s", "twinafas.writer.in-doubt", "10m"))) {
            if (stuck) {
                rig.afas().faults().add(FaultRule.of("stuck", new Fault.ResetBeforeCommit()).operation("FbSales")
                        .nth(1));
            }
            submit(rig, 0);
            Outcome first = stuck ? Outcome.IN_DOUBT : Outcome.DELIVERED;
            await().atMost(Duration.ofSeconds(20)).until(() -> rig.delivery(invoice(0)).outcome() == first);

            Instant start = Instant.now();
            for (int i = 1; i <= RECORDS; i++) {
                submit(rig, i);
            }
            int orders = RECORDS + (stuck ? 0 : 1);
            await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(10))
                    .until(() -> rig.books().orders().size() == orders);
            Instant end = Instant.now();
            return new Pace(Duration.between(start, end), busy(rig.afas().calls().calls(), start.plus(EDGE),
                    end.minus(EDGE)));
        }
    }

    private static void submit(Rig rig, int number) {
        AfasUpdate order = order(invoice(number),
                company("C" + number, 1, "Klant " + number, "klant" + number + "@v.example"), 1);
        rig.submit(invoice(number), number + 1L, order);
    }

    private static double busy(List<CallLog.Call> calls, Instant from, Instant to) {
        long busy = calls.stream().mapToLong(call -> overlap(call, from, to)).sum();
        return (double) busy / (CALLS * Duration.between(from, to).toNanos());
    }

    private static long overlap(CallLog.Call call, Instant from, Instant to) {
        Instant begin = call.at().isBefore(from) ? from : call.at();
        Instant ended = call.at().plus(call.took());
        Instant end = ended.isAfter(to) ? to : ended;
        return Math.max(0, Duration.between(begin, end).toNanos());
    }
}
