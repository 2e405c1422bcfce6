package com.twinafas.writer.matrix;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.twinafas.afas.Afas;
import com.twinafas.afas.connection.AfasConfig;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Intent;

/** The faults of the matrix: what can go wrong in the process, on the way to AFAS, and in what AFAS answers. */
final class Mishaps implements AutoCloseable {

    /** How long the writer waits for an answer. */
    static final Duration TIMEOUT = Duration.ofMillis(300);
    /** How long AFAS may still be at a request, in these tests. */
    static final Duration IN_DOUBT = Duration.ofMillis(1500);

    private static final Duration LATE = Duration.ofMillis(600);
    private static final int ASTRAY = 4;
    private static final Set<Stage> ALL = EnumSet.allOf(Stage.class);
    private static final Set<Stage> WRITES = stages(Stage::writes);
    private static final Set<Stage> CALLS = stages(stage -> stage != Stage.SIGN_IN);
    private static final String JSON = "application/json";

    private final AfasConnection unknownName = connection("http://no-such-host.invalid/x");
    private final AfasConnection nobodyThere = connection("http://127.0.0.1:1/x");
    private final AfasConnection noTls;

    /** @param plain address of anything that does not speak TLS */
    Mishaps(URI plain) {
        noTls = connection("https://127.0.0.1:" + plain.getPort() + "/x");
    }

    private static AfasConnection connection(String address) {
        return AfasConnection.open(AfasConfig.of(URI.create(address), new Credentials.OAuth("id", "secret"))
                .withReads(1, Duration.ofMillis(1)), InstantSource.system(), new SimpleMeterRegistry());
    }

    List<Mishap> all() {
        return Stream.of(process(), network(), answers()).flatMap(List::stream).toList();
    }

    private static List<Mishap> process() {
        String group = "process";
        return List.of(
                new Mishap(group, "stops before the intent", WRITES, false,
                        (rig, way, stage, random) -> rig.ledger().crashAt(nth(intent(stage), random))),
                new Mishap(group, "stops after the intent, before sending", WRITES, false,
                        ending(MortalAfas.Point.BEFORE_SENDING)),
                new Mishap(group, "stops after sending, before the answer", WRITES, false,
                        ending(MortalAfas.Point.BEFORE_THE_ANSWER)),
                new Mishap(group, "stops after the answer, before the delivery is written", WRITES, false,
                        ending(MortalAfas.Point.AFTER_THE_ANSWER)),
                new Mishap(group, "stops after the delivery, before the offset", WRITES, false,
                        (rig, way, stage, random) -> rig.ledger().crashBehind(nth(outcome(stage), random))),
                new Mishap(group, "stops before any commit", EnumSet.of(Stage.LOOK_UP), false,
                        (rig, way, stage, random) -> rig.ledger().crashAt(new Nth<>(1 + random.nextInt(30)))));
    }

    private List<Mishap> network() {
        String group = "network";
        return List.of(
                served(group, "reset before the body", ALL, new Fault.ResetBeforeBody()),
                served(group, "reset after the body", ALL, new Fault.ResetBeforeCommit()),
                served(group, "answer lost", ALL, new Fault.AnswerLost()),
                served(group, "carried out after the time-out", CALLS, new Fault.Delayed(LATE)),
                served(group, "answered after the time-out", CALLS, new Fault.AnswerLate(LATE)),
                served(group, "half-open: never an answer", ALL, new Fault.Silence()),
                served(group, "reset in the answer", CALLS, new Fault.Truncated(true)),
                served(group, "proxy answers HTML, 403", CALLS, new Fault.ProxyPage(403)),
                served(group, "proxy answers HTML, 502", CALLS, new Fault.ProxyPage(502)),
                served(group, "proxy answers HTML, 200", WRITES, new Fault.ProxyPage(200)),
                served(group, "proxy gives up, 504, and AFAS goes on", WRITES,
                        new Fault.AnswerReplaced(504, "text/html", "<html><body>Gateway Timeout</body></html>")),
                astray(group, "name resolution gone", unknownName.afas()),
                astray(group, "connection refused", nobodyThere.afas()),
                astray(group, "TLS fails", noTls.afas()));
    }

    private static List<Mishap> answers() {
        String group = "answer";
        return List.of(
                served(group, "429", CALLS, new Fault.Throttled(null)),
                served(group, "429 with Retry-After", CALLS, new Fault.Throttled(Duration.ofSeconds(1))),
                served(group, "503", CALLS, new Fault.Maintenance(null)),
                served(group, "503 with retry_after", CALLS, new Fault.Maintenance(Duration.ofSeconds(1))),
                served(group, "token expired", CALLS, new Fault.ExpiredToken()),
                served(group, "half an answer", CALLS, new Fault.Truncated(false)),
                served(group, "empty answer", WRITES, new Fault.EmptyBody()),
                served(group, "500 blocked by another user", WRITES, new Fault.Locked()),
                served(group, "500 unexpected error", CALLS, new Fault.Unexpected()),
                served(group, "500 time limit, not carried out", WRITES, said(TIME_LIMIT)),
                served(group, "500 time limit, carried out", WRITES, new Fault.AnswerReplaced(500, JSON,
                        body(TIME_LIMIT))),
                served(group, "500 out of memory, not carried out", WRITES, said("Out of memory")),
                served(group, "500 out of memory, carried out", WRITES, new Fault.AnswerReplaced(500, JSON,
                        body("Out of memory"))),
                personal(served(group, "500 business refusal", WRITES,
                        said("The entered value for 'Unit' does not exist | Enter a value for 'Unit'."))),
                personal(served(group, "500 blocked period", EnumSet.of(Stage.ENTRY, Stage.CREATE_ORDER),
                        said("Date '20-11-2026' belongs to a blocked period"))),
                personal(served(group, "500 connector not granted", WRITES,
                        said("This UpdateConnector is not supported or the user is not authorized."))));
    }

    private static final String TIME_LIMIT = "The maximum duration for performing the assignment has been exceeded.";

    private static Fault said(String sentence) {
        return new Fault.Given(500, JSON, body(sentence));
    }

    private static String body(String sentence) {
        return "{\"externalMessage\":\"" + sentence + "\",\"errorNumber\":-2147220469,\"profitLogReference\":\"0A\"}";
    }

    private static Mishap served(String group, String name, Set<Stage> stages, Fault fault) {
        return new Mishap(group, name, stages, false,
                (rig, way, stage, random) -> rig.afas().faults().add(stage.rule(name, fault)
                        .from(stage == Stage.SIGN_IN ? 1 : 1 + random.nextInt(2)).times(1 + random.nextInt(2))));
    }

    private static Mishap personal(Mishap mishap) {
        return new Mishap(mishap.group(), mishap.name(), mishap.stages(), true, mishap.arrangement());
    }

    private static Mishap astray(String group, String name, Afas elsewhere) {
        return new Mishap(group, name, WRITES, false, (rig, way, stage, random) -> way.leadAstray(elsewhere,
                stage::isOf, 1 + random.nextInt(2), 1 + random.nextInt(ASTRAY)));
    }

    private static Mishap.Arrangement ending(MortalAfas.Point point) {
        return (rig, way, stage, random) -> way.endAt(point, stage::isOf, 1 + random.nextInt(2));
    }

    private static Predicate<Entry> intent(Stage stage) {
        return entry -> entry.deliveries().stream().map(Delivery::intent)
                .anyMatch(intent -> intent != null && stage.isOf(intent.connector(), intent.method()));
    }

    /** What came of an intent of the stage. */
    private static Predicate<Entry> outcome(Stage stage) {
        Set<RecordKey> open = ConcurrentHashMap.newKeySet();
        return entry -> {
            boolean found = false;
            for (Delivery delivery : entry.deliveries()) {
                Intent intent = delivery.intent();
                if (intent != null && stage.isOf(intent.connector(), intent.method())) {
                    open.add(delivery.key());
                } else if (intent == null && open.remove(delivery.key())) {
                    found = true;
                }
            }
            return found;
        };
    }

    private static Predicate<Entry> nth(Predicate<Entry> like, Random random) {
        return new Nth<>(like, 1 + random.nextInt(2));
    }

    private static Set<Stage> stages(Predicate<Stage> like) {
        EnumSet<Stage> found = EnumSet.allOf(Stage.class);
        found.removeIf(like.negate());
        return found;
    }

    @Override
    public void close() {
        unknownName.close();
        nobodyThere.close();
        noTls.close();
    }
}
