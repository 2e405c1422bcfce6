package com.twinafas.poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.afas.connection.AfasConfig;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.reconciliation.Difference;
import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.reconciliation.Reconciliation;
import com.twinafas.pipeline.reconciliation.ReconciliationBoard;
import com.twinafas.pipeline.reconciliation.Report;
import com.twinafas.pipeline.reconciliation.What;
import com.twinafas.pipeline.reconciliation.Why;
import com.twinafas.pipeline.replay.Commands;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.poller.reconciliation.ReconciliationRig;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.simulators.company.SalesInvoice;

@EmbeddedKafka(partitions = 1, brokerProperties = "group.initial.rebalance.delay.ms=0")
class ReconciliationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ReconciliationRig rig = new ReconciliationRig();
    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<PollerService> services = new ArrayList<>();
    private final SalesInvoice lost = IntStream.rangeClosed(1, 11).boxed()
            .flatMap(month -> rig.invoices(month).stream()).findFirst().orElseThrow();
    private volatile Instant now = ReconciliationRig.NOW;
    private TenantKafka kafka = kafka("127.0.0.1:1");

    @BeforeEach
    void poll(EmbeddedKafkaBroker broker) {
        kafka = kafka(broker.getBrokersAsString());
        kafka.createTopics((short) 1);
        rig.deliverEverything(rig.key(lost));
        start();
        await().atMost(PATIENCE).until(
                () -> isComplete("reference") && isComplete("sales-invoice") && isComplete("transaction"));
    }

    @AfterEach
    void stop() {
        services.forEach(PollerService::stop);
        kafka.close();
        rig.close();
    }

    private TenantKafka kafka(String servers) {
        return new TenantKafka(tenant,
                Map.of("bootstrap.servers", servers, "schema.registry.url", "mock://reconciliation",
                        "specific.avro.reader", true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }

    private PollerService start() {
        InstantSource clock = () -> now;
        PollerService service = new PollerService(CurrentSettings.fixed(settings()), kafka, TestKeys.of(kafka), clock,
                metrics, Tracing.OFF,
                settings -> AfasConnection.open(
                        AfasConfig.of(settings.afas().baseUrl(),
                                Credentials.of(settings.afas().clientId(), settings.afas().clientSecret(), null)),
                        InstantSource.system(), metrics));
        services.add(service);
        service.start();
        return service;
    }

    private Settings settings() {
        Map<String, Object> values = new HashMap<>();
        values.put("twinafas.tenant", tenant);
        values.put("twinafas.twinfield.login-url", rig.twinfield().loginUrl().toString());
        values.put("twinafas.twinfield.client-id", rig.twinfield().clientId());
        values.put("twinafas.twinfield.client-secret", rig.twinfield().clientSecret());
        values.put("twinafas.twinfield.refresh-token", rig.twinfield().refreshToken());
        values.put("twinafas.twinfield.credits-per-minute", "1000000");
        values.put("twinafas.afas.base-url", rig.afas().baseUrl().toString());
        values.put("twinafas.afas.client-id", rig.afas().clientId());
        values.put("twinafas.afas.client-secret", rig.afas().clientSecret());
        values.put("twinafas.offices[0].code", rig.office());
        values.put("twinafas.offices[0].administration", "1");
        values.put("twinafas.offices[0].invoice-daybooks", String.join(",", rig.invoiceDaybooks()));
        values.put("twinafas.offices[0].daybooks", "INK,BNK,MEMO");
        List.of("INK", "BNK", "MEMO").forEach(daybook -> values.put("twinafas.offices[0].journals." + daybook, "90"));
        values.put("twinafas.reconciliation.periods", "12");
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        return SettingsLoader.load(environment);
    }

    private boolean isComplete(String kind) {
        Map<String, Checkpoint> checkpoints = new HashMap<>();
        kafka.readToEnd(Topic.CHECKPOINT, consumed -> {
            try {
                checkpoints.put(consumed.key(), kafka.read(consumed, Checkpoint.class));
            } catch (com.twinafas.pipeline.kafka.UnreadableRecord e) {
                throw new IllegalStateException(e);
            }
        });
        Checkpoint checkpoint = checkpoints.get(rig.office() + "/" + kind);
        return checkpoint != null && checkpoint.getCompleteSince() != null;
    }

    private ReconciliationBoard board() {
        ReconciliationBoard board = new ReconciliationBoard(kafka);
        kafka.readToEnd(Topic.CHECKPOINT, board::read);
        return board;
    }

    private Report report(String id) {
        await().atMost(PATIENCE).until(() -> board().one(id).filter(Reconciliation::isOver).isPresent());
        return Optional.ofNullable(board().one(id).orElseThrow().report()).orElseThrow();
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        new LetterReader(kafka).forEach(LetterFilter.ALL,
                letter -> told.add(letter.key() + " " + letter.cause().code()));
        return told;
    }

    private double unexplained() {
        return Optional
                .ofNullable(metrics.find("twinafas.reconciliation.difference").tag("office", rig.office())
                        .tag("explained", "false").gauge())
                .map(gauge -> gauge.value()).orElse(Double.NaN);
    }

    @Test
    void answersWhoAsksFromWhatBothSystemsAndTheTopicsSay() {
        // When
        Report report = report(
                new Commands(kafka, () -> now).reconcile(rig.office(), new Periods(2026, 0, 56), "anna"));

        // Then
        assertThat(report.differences()).filteredOn(difference -> difference.why() == Why.UNEXPLAINED)
                .extracting(Difference::record, Difference::what, Difference::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(rig.key(lost), What.MISSING, "not mapped"));
        assertThat(report.totals()).isNotEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void keepsWhatItFoundAndTakesACommandOnceAcrossProcesses() {
        // Given
        String id = new Commands(kafka, () -> now).reconcile(rig.office(), new Periods(2026, 0, 56), "anna");
        Report found = report(id);
        services.forEach(PollerService::stop);

        // When
        start();
        report(new Commands(kafka, () -> now).reconcile(rig.office(), new Periods(2025, 12, 12), "bert"));

        // Then
        assertThat(board().one(id).map(Reconciliation::report)).contains(found);
        assertThat(runs()).containsEntry(id, 2L);
    }

    /** How often each was begun: its state stands there once when it was asked for and once when it ran. */
    private Map<String, Long> runs() {
        List<String> ids = new ArrayList<>();
        kafka.readToEnd(Topic.CHECKPOINT, record -> {
            ReconciliationBoard one = new ReconciliationBoard(kafka);
            one.read(record);
            one.all().stream().filter(read -> !read.isOver()).forEach(read -> ids.add(read.id()));
        });
        return ids.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    @Test
    void tellsAPersonInTheNightThatSomethingDiffersAndClosesItInTheNightThatFindsNothing() {
        // Given
        String trouble = RecordKey.whole(rig.office(), com.twinafas.schemas.key.RecordKind.REFERENCE,
                "reconciliation") + " RECONCILIATION_DIFFERS";
        await().atMost(PATIENCE).until(() -> night().equals("2026-11-20"));
        assertThat(board().all()).as("a new tenant waits for its first night").isEmpty();

        // When
        now = Instant.parse("2026-11-21T02:30:00Z");

        // Then
        await().atMost(PATIENCE).until(() -> told().contains(trouble));
        await().atMost(PATIENCE).until(() -> unexplained() == 1);
        assertThat(board().all()).extracting(one -> one.periods().toString()).containsExactlyInAnyOrder("2025/12",
                "2026/01-11");

        // When
        rig.order(rig.key(lost).toString(), lost.date(), lost.currency(), lost.totalIncluding());
        now = Instant.parse("2026-11-22T02:30:00Z");

        // Then
        await().atMost(PATIENCE).until(() -> !told().contains(trouble));
        await().atMost(PATIENCE).until(() -> unexplained() == 0);
    }

    @Test
    void tellsAPersonWhyANightCannotBeDoneAfterTryingForHours() {
        // Given
        String trouble = RecordKey.whole(rig.office(), com.twinafas.schemas.key.RecordKind.REFERENCE,
                "reconciliation") + " AFAS_UNAUTHORIZED";
        await().atMost(PATIENCE).until(() -> night().equals("2026-11-20"));
        rig.afas().denyAddress(true);

        // When
        now = Instant.parse("2026-11-21T02:30:00Z");
        await().atMost(PATIENCE).until(() -> board().all().stream().anyMatch(Reconciliation::isOver));

        // Then
        assertThat(told()).doesNotContain(trouble);
        // Slowly: a clock that runs would bring the next night.
        await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(2500)).until(() -> {
            now = now.plus(Duration.ofMinutes(31));
            return told().contains(trouble);
        });
        assertThat(board().all()).allMatch(one -> one.state() == Reconciliation.State.FAILED)
                .allMatch(one -> one.why() != null);
    }

    private @Nullable String nightOrNull() {
        Map<String, String> nights = new HashMap<>();
        kafka.readToEnd(Topic.CHECKPOINT, consumed -> {
            try {
                if ("reconciliation".equals(consumed.key())) {
                    nights.putAll(kafka.read(consumed, Checkpoint.class).getPosition());
                }
            } catch (com.twinafas.pipeline.kafka.UnreadableRecord e) {
                throw new IllegalStateException(e);
            }
        });
        return nights.get("night");
    }

    private String night() {
        return String.valueOf(nightOrNull());
    }
}
