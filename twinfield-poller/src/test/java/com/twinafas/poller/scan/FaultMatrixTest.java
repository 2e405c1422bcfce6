package com.twinafas.poller.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import com.twinafas.poller.scan.RowMoves.Move;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.fault.Fault;

/**
 * Each fault at each kind of record that is polled, with several seeds: every record is published in its last state,
 * none twice in the same, none is taken for deleted, and what was told a person is closed in the end.
 */
class FaultMatrixTest {

    private static final long SEED = Long.getLong("seed", 1);
    private static final int SEEDS = Integer.getInteger("seeds", 2);
    private static final int LIST_SEEDS = 3 * SEEDS;
    private static final int AT_ONCE = 8;
    private static final String SOAP_FAULT = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
            + "<s:Fault><faultcode>s:Server</faultcode><faultstring>An unexpected error occurred</faultstring></s:Fault>"
            + "</s:Body></s:Envelope>";

    static List<PollingMishap> mishaps() {
        List<PollingMishap> all = new ArrayList<>(List.of(
                PollingMishap.ending("stops before a batch is published", false),
                PollingMishap.ending("stops after a batch is published", true),
                PollingMishap.at("the hour that comes twice", Instant.parse("2027-10-31T00:59:57Z")),
                PollingMishap.at("the hour that is left out", Instant.parse("2027-03-28T00:59:57Z")),
                PollingMishap.at("the turn of the year", Instant.parse("2026-12-31T22:59:57Z")),
                PollingMishap.moving("another order between two pages", Move.OTHER_ORDER, RecordKind.REFERENCE,
                        RecordKind.CUSTOMER, RecordKind.ARTICLE),
                PollingMishap.moving("one goes and one comes between two pages", Move.ONE_GOES_ONE_COMES,
                        RecordKind.CUSTOMER, RecordKind.ARTICLE),
                PollingMishap.moving("moved to another period between two parts", Move.OTHER_PERIOD,
                        RecordKind.SALES_INVOICE, RecordKind.TRANSACTION)));
        Stream.of(served("network", "reset before the body", new Fault.ResetBeforeBody()),
                served("network", "reset after the body", new Fault.ResetBeforeCommit()),
                served("network", "answer lost", new Fault.AnswerLost()),
                served("network", "reset in the answer", new Fault.Truncated(true)),
                served("network", "proxy answers HTML, 502", new Fault.ProxyPage(502)),
                served("network", "proxy answers HTML, 200", new Fault.ProxyPage(200)),
                // Each is ten seconds of waiting.
                PollingMishap.served("answer", "429", new Fault.Throttled(null), 1),
                served("answer", "429 with Retry-After", new Fault.Throttled(Duration.ofSeconds(1))),
                served("answer", "503", new Fault.Maintenance(null)),
                served("answer", "token expired", new Fault.ExpiredToken()),
                served("answer", "truncated XML", new Fault.Truncated(false)),
                served("answer", "empty answer", new Fault.EmptyBody()),
                served("answer", "fault with code", new Fault.Locked()),
                served("answer", "fault without code", new Fault.Unexpected()),
                served("answer", "fault inside 200", new Fault.Given(200, "text/xml", SOAP_FAULT)))
                .forEach(all::add);
        return all;
    }

    private static PollingMishap served(String group, String name, Fault fault) {
        return PollingMishap.served(group, name, fault, 3);
    }

    @Test
    void publishesEveryStateOnceAndTakesNothingForDeleted() throws IOException {
        FaultMatrix matrix = new FaultMatrix(PollingMishap.ALL.stream().map(RecordKind::wireName).toList());
        Queue<String> findings = new ConcurrentLinkedQueue<>();
        List<PollingRun> runs = new ArrayList<>();
        for (PollingMishap mishap : mishaps()) {
            for (RecordKind kind : mishap.kinds()) {
                matrix.add(mishap.group(), mishap.name(), kind.wireName(), Tally.NONE);
                for (long seed = SEED; seed < SEED + (mishap.inParts() ? LIST_SEEDS : SEEDS); seed++) {
                    runs.add(new PollingRun(mishap, kind, seed));
                }
            }
        }
        Collections.shuffle(runs, new Random(SEED));
        Instant start = Instant.now();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            runs.forEach(run -> threads.execute(() -> {
                try {
                    matrix.add(run.mishap().group(), run.mishap().name(), run.kind().wireName(), run.tally());
                } catch (AssertionError | RuntimeException e) {
                    findings.add(run + ": " + e);
                }
            }));
        }
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        System.out.println("FaultMatrixTest: seeds " + SEED + " to " + (SEED + SEEDS - 1) + ", " + seconds + " s\n"
                + matrix.table());

        assertThat(findings).isEmpty();
        MatrixDocument.write("poller", "Seeds " + SEED + " to " + (SEED + SEEDS - 1) + " of each, to "
                + (SEED + LIST_SEEDS - 1) + " of lists, " + seconds + " s.\n\n" + matrix.table());
        assertThat(MatrixDocument.section("poller")).contains(matrix.outline());
    }
}
