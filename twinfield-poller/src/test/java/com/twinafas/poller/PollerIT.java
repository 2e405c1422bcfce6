package com.twinafas.poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.erasure.Erasures;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.pipeline.tracing.TraceParent;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.PublishFailure;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.poller.kafka.KafkaArchive;
import com.twinafas.poller.kafka.KafkaRefreshTokens;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;

@EmbeddedKafka(partitions = 1, brokerProperties = "group.initial.rebalance.delay.ms=0")
class PollerIT {

    private static final Company COMPANY = Company.generate(11, CompanySize.SMALL);
    private static final String OFFICE = COMPANY.offices().getFirst().office().code();

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final TwinfieldSimulator simulator = TwinfieldSimulator
            .start(TwinfieldSimulatorConfig.of(COMPANY).rotatingTokens());
    private final TwinfieldBooks books = simulator.books();
    private final String configuredToken = simulator.refreshToken();
    private final List<PollerService> services = new ArrayList<>();
    private final CurrentSettings current = CurrentSettings.fixed(settings(Map.of()));
    private TenantKafka kafka = kafka("127.0.0.1:1");

    @BeforeEach
    void connect(EmbeddedKafkaBroker broker) {
        kafka = kafka(broker.getBrokersAsString());
        kafka.createTopics((short) 1);
    }

    @AfterEach
    void stop() {
        services.forEach(PollerService::stop);
        kafka.close();
        simulator.close();
    }

    private TenantKafka kafka(String servers) {
        return new TenantKafka(tenant,
                Map.of("bootstrap.servers", servers, "schema.registry.url", "mock://poller", "specific.avro.reader",
                        true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }

    private PollerService service() {
        return service(new SimpleMeterRegistry());
    }

    private PollerService service(MeterRegistry meters) {
        PollerService service = new PollerService(current, kafka, TestKeys.of(kafka), InstantSource.system(),
                meters, Tracing.OFF, settings -> {
                    throw new IllegalStateException("Nothing is reconciled here");
                });
        services.add(service);
        service.start();
        return service;
    }

    private Settings settings(Map<String, Object> said) {
        Map<String, Object> values = new HashMap<>();
        values.put("twinafas.tenant", tenant);
        values.put("twinafas.twinfield.login-url", simulator.loginUrl().toString());
        values.put("twinafas.twinfield.client-id", simulator.clientId());
        values.put("twinafas.twinfield.client-secret", simulator.clientSecret());
        values.put("twinafas.twinfield.refresh-token", configuredToken);
        values.put("twinafas.afas.base-url", "http://127.0.0.1:1");
        values.put("twinafas.afas.token", "token");
        values.put("twinafas.offices[0].code", OFFICE);
        values.put("twinafas.offices[0].administration", "1");
        values.put("twinafas.poller.customers", "500ms");
        values.put("twinafas.poller.invoices", "1s");
        values.putAll(said);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        return SettingsLoader.load(environment);
    }

    private KafkaArchive archive() {
        return KafkaArchive.open(kafka, TestKeys.of(kafka), InstantSource.system(), new SimpleMeterRegistry(),
                Tracing.OFF);
    }

    private List<RawRecord> raw(Topic topic) {
        List<RawRecord> records = new ArrayList<>();
        kafka.readToEnd(topic, consumed -> {
            try {
                records.add(kafka.read(consumed, RawRecord.class));
            } catch (UnreadableRecord e) {
                throw new IllegalStateException(e);
            }
        });
        return records;
    }

    private List<String> keys(Topic topic) {
        List<String> keys = new ArrayList<>();
        kafka.readToEnd(topic, consumed -> keys.add(consumed.key()));
        return keys;
    }

    private Map<String, Checkpoint> checkpoints() {
        Map<String, Checkpoint> checkpoints = new HashMap<>();
        kafka.readToEnd(Topic.CHECKPOINT, consumed -> {
            try {
                checkpoints.put(consumed.key(), kafka.read(consumed, Checkpoint.class));
            } catch (UnreadableRecord e) {
                throw new IllegalStateException(e);
            }
        });
        return checkpoints;
    }

    private boolean isComplete(String kind) {
        Checkpoint checkpoint = checkpoints().get(OFFICE + "/" + kind);
        return checkpoint != null && checkpoint.getCompleteSince() != null;
    }

    private void untilComplete() {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300)).until(() -> isComplete("reference")
                && isComplete("customer") && isComplete("article") && isComplete("sales-invoice"));
    }

    @Test
    void publishesEveryRecordOfTheOfficeOnce() {
        service();
        untilComplete();

        assertThat(keys(Topic.CUSTOMER)).containsExactlyInAnyOrderElementsOf(
                books.customers(OFFICE).stream().map(one -> OFFICE + "/customer/" + one.code()).toList());
        assertThat(keys(Topic.ARTICLE)).containsExactlyInAnyOrderElementsOf(
                books.articles(OFFICE).stream().map(one -> OFFICE + "/article/" + one.code()).toList());
        assertThat(keys(Topic.SALES_INVOICE)).containsExactlyInAnyOrderElementsOf(books.invoices(OFFICE).stream()
                .map(one -> OFFICE + "/sales-invoice/" + one.type() + "/" + one.number()).toList());
        assertThat(keys(Topic.ACTIVITY)).hasSize(keys(Topic.CUSTOMER).size() + keys(Topic.ARTICLE).size()
                + keys(Topic.SALES_INVOICE).size() + keys(Topic.REFERENCE).size());
        assertThat(books.traffic().tooMany()).isZero();
    }

    @Test
    void pollsWhatTheSettingsInForceSay() {
        // Given
        current.become(settings(Map.of("twinafas.offices[0].articles", "off", "twinafas.offices[0].order-type", "off",
                "twinafas.poller.customers", "1h")));
        service();
        await().atMost(Duration.ofSeconds(60)).until(() -> isComplete("reference") && isComplete("customer"));
        String code = books.customers(OFFICE).getFirst().code();
        books.changeEmail(OFFICE, code, "changed@example.com");
        assertThat(keys(Topic.ARTICLE)).isEmpty();

        // When
        current.become(settings(Map.of("twinafas.version", "2")));

        // Then
        untilComplete();
        await().atMost(Duration.ofSeconds(20)).until(
                () -> keys(Topic.CUSTOMER).stream().filter((OFFICE + "/customer/" + code)::equals).count() == 2);
        assertThat(keys(Topic.ARTICLE)).hasSize(books.articles(OFFICE).size());
        assertThat(keys(Topic.REFERENCE)).as("nothing is published again").doesNotHaveDuplicates();
    }

    @Test
    void anotherProcessTakesOverAndPublishesOnlyWhatChanged() {
        // Given one that polls and one that stands by
        PollerService first = service();
        untilComplete();
        PollerService second = service();
        int before = keys(Topic.CUSTOMER).size();

        // When
        first.stop();
        String code = books.customers(OFFICE).getFirst().code();
        books.changeEmail(OFFICE, code, "elsewhere@example.com");

        // Then
        await().atMost(Duration.ofSeconds(40)).until(() -> keys(Topic.CUSTOMER).size() > before);
        assertThat(keys(Topic.CUSTOMER)).hasSize(before + 1);
        List<RawRecord> states = raw(Topic.CUSTOMER).stream().filter(record -> record.getCode().equals(code)).toList();
        assertThat(states).hasSize(2);
        assertThat(states.getLast().getRevision()).isGreaterThan(states.getFirst().getRevision());
        assertThat(second.isRunning()).isTrue();
        assertThat(books.traffic().tooMany()).isZero();
    }

    @Test
    void showsWhenTheOfficeWasPolledLastWhereItIsPolled() {
        // Given
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        String name = "twinafas_poller_last_success_seconds{office=\"" + OFFICE + "\"} ";
        Instant begun = Instant.now();

        // When
        PollerService service = service(meters);

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(meters.scrape().lines().filter(line -> line.startsWith(name))
                        .map(line -> Double.parseDouble(line.substring(name.length())))).singleElement().satisfies(
                                at -> assertThat(at).isBetween((double) begun.getEpochSecond(),
                                        (double) Instant.now().getEpochSecond())));

        // When
        service.stop();

        // Then
        assertThat(meters.scrape()).doesNotContain("twinafas_poller_last_success");
        try (KafkaArchive next = archive()) {
            assertThat(next.lastPolled(OFFICE)).as("for whoever polls next").isPresent();
        }
    }

    @Test
    void processThatWasReplacedPublishesNothingMore() {
        // Given
        RecordKey key = RecordKey.parse(OFFICE + "/customer/1000");
        KafkaArchive old = archive();
        old.publish(new Batch("x").saw(sighting(key, "h1")));

        // When
        try (KafkaArchive current = archive()) {
            assertThatThrownBy(() -> old.publish(new Batch("x").saw(sighting(key, "h2"))))
                    .isInstanceOf(PublishFailure.class);

            // Then
            assertThat(old.isLost()).isTrue();
            current.publish(new Batch("x").saw(sighting(key, "h1")));
            assertThat(raw(Topic.CUSTOMER)).extracting(RawRecord::getHash).containsExactly("h1");
            current.publish(new Batch("x").saw(sighting(key, "h3")));
            assertThat(raw(Topic.CUSTOMER)).extracting(RawRecord::getHash).containsExactly("h1", "h3");
        } finally {
            old.close();
        }
    }

    @Test
    void everyRawRecordBeginsATraceOfItsOwn() {
        // Given
        Batch batch = new Batch(OFFICE + "/customer");
        for (int i = 1000; i < 1010; i++) {
            batch.saw(sighting(RecordKey.parse(OFFICE + "/customer/" + i), "h"));
        }

        // When
        try (KafkaArchive archive = archive()) {
            archive.publish(batch);
        }

        // Then
        Set<String> traces = new HashSet<>();
        kafka.readToEnd(Topic.CUSTOMER,
                raw -> traces.add(Objects.requireNonNull(TraceParent.of(raw.headers())).traceId()));
        assertThat(traces).hasSize(10);
    }

    @Test
    void problemsAndPositionsAreKnownAgainAfterARestart() {
        // Given
        RecordKey key = RecordKey.parse(OFFICE + "/article/D012");
        try (KafkaArchive archive = archive()) {
            archive.publish(new Batch(OFFICE + "/article")
                    .problem(key, Cause.of(FailureCode.RECORD_MALFORMED, "reason", "truncated"))
                    .moveTo(Position.START.with("readUpTo", "D012")));
        }

        // When
        try (KafkaArchive archive = archive()) {
            // Then
            assertThat(archive.problems(OFFICE, key.kind())).containsExactly(key);
            assertThat(archive.position(OFFICE + "/article").text("readUpTo", "")).isEqualTo("D012");
            archive.publish(new Batch(OFFICE + "/article").saw(sighting(key, "h")));
            assertThat(archive.problems(OFFICE, key.kind())).isEmpty();
        }
        List<Boolean> open = new ArrayList<>();
        kafka.readToEnd(Topic.DEAD_LETTER, consumed -> open.add(consumed.value() != null));
        assertThat(open).containsExactly(true, false);
    }

    @Test
    void renewedRefreshTokenIsUsedUntilAnotherIsConfigured() {
        KafkaRefreshTokens first = tokens("one");
        first.renewed("two");
        first.renewed("three");

        assertThat(tokens("one").current()).isEqualTo("three");
        assertThat(tokens("new").current()).isEqualTo("new");
    }

    private KafkaRefreshTokens tokens(String configured) {
        KafkaRefreshTokens tokens = new KafkaRefreshTokens(kafka, TestKeys.of(kafka), InstantSource.system(),
                configured);
        tokens.reload();
        return tokens;
    }

    @Test
    void recordTooLargeForATopicIsParkedAndTheOthersGoOn() {
        // Given
        RecordKey large = RecordKey.parse(OFFICE + "/article/LARGE");
        RecordKey small = RecordKey.parse(OFFICE + "/article/SMALL");
        Sighting sighting = new Sighting(large, Set.of(), RecordState.ACTIVE, "h", "x".repeat(1_100_000),
                Instant.now());

        try (KafkaArchive archive = archive()) {
            // When
            archive.publish(new Batch(OFFICE + "/article").saw(sighting).saw(sighting(small, "h")));

            // Then
            assertThat(archive.problems(OFFICE, large.kind())).containsExactly(large);
            assertThat(keys(Topic.ARTICLE)).containsExactly(small.toString());
        }
    }

    @Test
    void erasureAskedForWhileNobodyPollsIsDoneByTheNextPollerAndHonouredByEveryOne() {
        // Given
        RecordKey customer = RecordKey.parse(OFFICE + "/customer/1");
        RecordKey other = RecordKey.parse(OFFICE + "/customer/2");
        RecordKey statement = RecordKey.parse(OFFICE + "/transaction/BNK/1");
        try (KafkaArchive archive = archive()) {
            archive.publish(new Batch(OFFICE + "/customer").saw(of(customer, "before", customer))
                    .saw(of(other, "before", other)).saw(of(statement, "before", customer, other)));
        }
        KeyRing keys = TestKeys.of(kafka);
        new Erasures(kafka, keys, InstantSource.system()).request(customer, "Piet", null);

        try (KafkaArchive archive = archive()) {
            // When
            archive.erase();
            archive.publish(new Batch(OFFICE + "/customer").saw(of(customer, "after", customer))
                    .saw(of(statement, "after", customer, other))
                    .saw(of(RecordKey.parse(OFFICE + "/sales-invoice/F/1"), "after", customer))
                    .saw(of(other, "after", other)));

            // Then
            assertThat(raw(Topic.CUSTOMER)).extracting(RawRecord::getCode).containsExactly("1", "2", "2");
            assertThat(raw(Topic.TRANSACTION)).hasSize(1);
            assertThat(raw(Topic.SALES_INVOICE)).isEmpty();
            assertThat(archive.problems(OFFICE, RecordKind.SALES_INVOICE)).hasSize(1);
            for (RawRecord gone : List.of(raw(Topic.CUSTOMER).getFirst(), raw(Topic.TRANSACTION).getFirst())) {
                assertThatThrownBy(() -> TestKeys.of(kafka).open(gone.getKeyId(), gone.getPayload()))
                        .isInstanceOf(ContentErased.class);
            }
            assertThat(new Erasures(kafka, keys, InstantSource.system()).all()).singleElement().satisfies(state -> {
                assertThat(state.destroyedAt()).isNotNull();
                assertThat(state.also()).containsExactly(statement.toString());
            });
        }
    }

    @Test
    void keyThatSomebodyMadeWithoutKnowingOfTheErasureIsDestroyedToo() {
        // Given
        RecordKey customer = RecordKey.parse("afas/customer/10001");
        KeyRing unaware = TestKeys.of(kafka);
        unaware.refresh();
        Erasures erasures = new Erasures(kafka, TestKeys.of(kafka), InstantSource.system());
        TestKeys.seal(kafka, TestKeys.of(kafka), customer, new byte[]{1});
        erasures.request(customer, "Piet", null);
        try (KafkaArchive archive = archive()) {
            archive.erase();
            assertThat(hasKey(customer)).isFalse();
            TestKeys.seal(kafka, unaware, customer, new byte[]{1});
            assertThat(hasKey(customer)).isTrue();

            // When
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                archive.erase();
                return !hasKey(customer);
            });
        }

        // Then
        KeyRing fresh = TestKeys.of(kafka);
        fresh.refresh();
        assertThat(fresh.isErased(customer)).isTrue();
    }

    private boolean hasKey(RecordKey owner) {
        AtomicBoolean has = new AtomicBoolean();
        kafka.readToEnd(Topic.KEYS, consumed -> {
            if (owner.toString().equals(consumed.key())) {
                has.set(consumed.value() != null);
            }
        });
        return has.get();
    }

    private static Sighting of(RecordKey key, String hash, RecordKey... customers) {
        return new Sighting(key, Set.of(customers), RecordState.ACTIVE, hash, "<transaction><lines>"
                + Stream.of(customers).map(one -> "<line><dim2 dimensiontype='DEB'>" + one.code() + "</dim2></line>")
                        .collect(Collectors.joining())
                + "</lines></transaction>", Instant.now());
    }

    private static Sighting sighting(RecordKey key, String hash) {
        return new Sighting(key, Set.of(), RecordState.ACTIVE, hash, "<x/>", Instant.now());
    }
}
