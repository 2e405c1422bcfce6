package com.twinafas.notifier.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.Section;
import com.twinafas.notifier.message.State;
import com.twinafas.notifier.recipient.Dispatcher;
import com.twinafas.notifier.recipient.QuietHours;
import com.twinafas.notifier.recipient.Recipient;
import com.twinafas.notifier.recipient.Recipients;
import com.twinafas.pipeline.checkpoint.Checkpoints;
import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.pipeline.work.BackOff;
import com.twinafas.schemas.avro.Notice;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;

class NotifierIT {

    private static final Cause D012 = Cause.of(FailureCode.ITEM_MISSING, "item", "D012");
    private static final Cause D013 = Cause.of(FailureCode.ITEM_MISSING, "item", "D013");

    private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(Map.of(
            "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0"));

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final TenantKafka kafka = kafka(tenant);
    private final DeadLetters deadLetters = new DeadLetters(kafka, InstantSource.system(), Stage.WRITE);
    private final Producer<String, byte[]> producer = kafka.producer();
    private final Mailbox mail = new Mailbox("mail");
    private final Mailbox webhook = new Mailbox("webhook");
    private final List<Notifier> started = new ArrayList<>();
    private final Watch clock = new Watch();
    private final CurrentSettings settings = CurrentSettings.fixed(settings(true));

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @BeforeEach
    void createTopics() {
        kafka.createTopics((short) 1);
    }

    @AfterEach
    void stop() {
        started.forEach(Notifier::stop);
        producer.close();
        kafka.close();
    }

    @Test
    void tellsAThousandRecordsOfOneCauseInOneMessage() {
        // Given
        notifier();

        // When
        for (int number = 1; number <= 1000; number++) {
            refused(invoice(number), D012);
        }

        // Then
        await().untilAsserted(() -> assertThat(notices()).hasSize(1)
                .allSatisfy((key, notice) -> assertThat(notice.getRecords()).isEqualTo(1000)));
        neverMore(() -> mail.messages().size() == 1 && webhook.messages().size() == 1);
    }

    @Test
    void tellsTenThousandRecordsOfFiveCausesInFiveAlertsAcrossRestarts() {
        // Given
        List<Cause> causes = List.of(D012, D013, Cause.of(FailureCode.PERIOD_BLOCKED, "date", "2026-01-31"),
                Cause.of(FailureCode.AFAS_REFUSED, "reason", "Ongeldige betaalvoorwaarde"),
                Cause.of(FailureCode.NUMBER_TAKEN, "number", "20260001"));
        Notifier running = notifier();

        // When
        for (int number = 0; number < 10_000; number++) {
            refused(invoice(number), causes.get(number % causes.size()));
            if (number % 2500 == 2499) {
                producer.flush();
                running.stop();
                running = notifier();
            }
        }

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(notices()).hasSize(5)
                    .allSatisfy((key, notice) -> assertThat(notice.getRecords()).isEqualTo(2000));
            assertThat(toldBy("mail", "webhook")).isTrue();
        });
        neverMore(() -> mail.messages().stream().mapToInt(message -> message.sections().size()).sum() == 5
                && mail.messages().size() <= 5);
        assertThat(mail.told().stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    @Test
    void tellsAgainADayLaterWhatIsStillOpenAlsoAfterARestart() {
        // Given
        Notifier first = notifier();
        refused(invoice(1), D012);
        await().until(() -> toldBy("mail", "webhook"));
        first.stop();
        refused(invoice(2), D012);

        // When
        clock.goOn(Duration.ofHours(24));
        notifier();

        // Then
        await().until(() -> mail.messages().size() == 2);
        assertThat(mail.messages().getLast().sections()).singleElement().satisfies(section -> {
            assertThat(section.state()).isEqualTo(State.OPEN);
            assertThat(section.records()).isEqualTo(2);
        });
        neverMore(() -> mail.messages().size() == 2 && webhook.messages().size() == 2);
    }

    @Test
    void bringsFewMessagesWhenAChannelIsBackAfterManyCauses() {
        // Given
        mail.goAway();
        notifier();
        for (int number = 1; number <= 8; number++) {
            String item = "D" + number;
            refused(invoice(number), Cause.of(FailureCode.ITEM_MISSING, "item", item));
            int causes = number;
            await().until(() -> notices().size() == causes);
            clock.goOn(Duration.ofMinutes(15));
            await().until(() -> webhook.told().stream().flatMap(List::stream).anyMatch(key -> key.contains(item)));
        }

        // When
        clock.goOn(Duration.ofMinutes(15));
        mail.comeBack();

        // Then
        await().until(() -> mail.told().stream().mapToInt(List::size).sum() == 8);
        assertThat(webhook.messages()).hasSizeGreaterThan(3);
        neverMore(() -> mail.messages().size() <= 2);
    }

    @Test
    void doesNotBeginItsPaceAnewWithEachRestart() {
        // Given
        int restarts = 4;
        Notifier running = notifier();

        // When
        for (int number = 1; number <= restarts; number++) {
            refused(invoice(number), Cause.of(FailureCode.ITEM_MISSING, "item", "D" + number));
            int causes = number;
            await().until(() -> notices().size() == causes);
            clock.goOn(Duration.ofMillis(500));
            running.stop();
            running = notifier();
        }

        // Then
        neverMore(() -> mail.messages().size() < restarts);
    }

    @Test
    void tellsThatNothingIsPolledAnyMoreAndThatItIsAgain() {
        // Given
        settings.become(settings(true, "1h"));
        notifier();
        send(polled("NL01/customer"));
        send(polled("NL01/reference"));
        send(polled("NL01/article"));

        // When
        clock.goOn(Duration.ofHours(1).plusMinutes(1));
        send(polled("NL01/reference"));
        send(polled("NL01/article"));

        // Then
        await().until(() -> mail.messages().size() == 1);
        assertThat(mail.messages().getFirst().sections()).singleElement().satisfies(section -> {
            assertThat(section.cause().cause()).isEqualTo(Cause.of(FailureCode.POLL_SILENT));
            assertThat(section.groups()).extracting(Section.Group::kind).contains(RecordKind.CUSTOMER)
                    .doesNotContain(RecordKind.REFERENCE);
        });

        // When
        for (RecordKind kind : RecordKind.values()) {
            send(polled("NL01/" + kind.wireName()));
        }
        producer.flush();
        clock.goOn(Duration.ofMinutes(2));

        // Then
        await().until(() -> mail.messages().size() == 2);
        assertThat(mail.messages().getLast().sections().getFirst().state()).isEqualTo(State.SOLVED);
    }

    @Test
    void tellsABacklogThatDoesNotGetLess() {
        // Given
        for (int number = 0; number < 1200; number++) {
            send(new ProducerRecord<>(kafka.name(Topic.UPDATE), 0, invoice(number).toString(), new byte[]{1}));
        }
        producer.flush();
        commit("writer", Topic.UPDATE, 10);
        notifier();
        neverMore(() -> mail.messages().isEmpty());

        // When
        clock.goOn(Duration.ofMinutes(31));

        // Then
        await().until(() -> mail.messages().size() == 1);
        assertThat(mail.told()).containsExactly(List.of(Cause.of(FailureCode.BACKLOG_GROWS,
                Map.of("queue", "AFAS", "role", "writer", "limit", "1000")).key()));

        // When
        commit("writer", Topic.UPDATE, 1200);
        clock.goOn(Duration.ofMinutes(2));

        // Then
        await().until(() -> mail.messages().size() == 2);
        assertThat(mail.messages().getLast().sections().getFirst().state()).isEqualTo(State.SOLVED);
    }

    @Test
    void tellsALineThatStoppedAndThatItWorksAgain() {
        // Given
        notifier();
        RecordKey line = RecordKey.whole("afas", RecordKind.REFERENCE, "line");

        // When
        send(deadLetters.state(line, null, null, Cause.of(FailureCode.AFAS_UNAUTHORIZED), null));
        await().until(() -> toldBy("mail", "webhook"));
        send(deadLetters.closed(line));

        // Then
        await().until(() -> mail.messages().size() == 2);
        assertThat(mail.messages()).allSatisfy(message -> assertThat(message.records()).isZero())
                .extracting(message -> message.sections().getFirst().state())
                .containsExactly(State.NEW, State.SOLVED);
    }

    @Test
    void gathersTheCausesOfAMomentInOneMessage() {
        // Given
        List<Cause> causes = List.of(D012, D013, Cause.of(FailureCode.PERIOD_BLOCKED, "date", "2026-01-31"),
                Cause.of(FailureCode.AFAS_REFUSED, "reason", "Ongeldige betaalvoorwaarde"),
                Cause.of(FailureCode.NUMBER_TAKEN, "number", "20260001"));
        for (int number = 0; number < 100; number++) {
            refused(invoice(number), causes.get(number % causes.size()));
        }

        // When
        notifier();

        // Then
        await().until(() -> !mail.messages().isEmpty());
        Message message = mail.messages().getFirst();
        assertThat(message.sections()).hasSize(5).allSatisfy(section -> assertThat(section.records()).isEqualTo(20));
        neverMore(() -> mail.messages().size() == 1);
    }

    @Test
    void tellsNothingTwiceAcrossARestart() {
        // Given
        Notifier first = notifier();
        refused(invoice(1), D012);
        await().until(() -> toldBy("mail", "webhook"));
        first.stop();
        refused(invoice(2), D012);

        // When
        notifier();
        refused(invoice(3), D013);

        // Then
        await().until(() -> mail.messages().size() == 2);
        assertThat(mail.told()).containsExactly(List.of(D012.key()), List.of(D013.key()));
        await().untilAsserted(
                () -> assertThat(notices()).hasEntrySatisfying(D012.key() + "@write",
                        notice -> assertThat(notice.getRecords()).isEqualTo(2)));
        neverMore(() -> mail.messages().size() == 2 && webhook.messages().size() == 2);
    }

    @Test
    void tellsACauseAnewThatCameBackAfterItWasSolved() {
        // Given
        notifier();
        refused(invoice(1), D012);
        await().until(() -> toldBy("mail", "webhook"));

        // When
        send(deadLetters.closed(invoice(1)));
        await().until(() -> notices().isEmpty());
        refused(invoice(2), D012);

        // Then
        await().until(() -> mail.messages().size() == 3);
        assertThat(mail.messages()).extracting(message -> message.sections().getFirst().state())
                .containsExactly(State.NEW, State.SOLVED, State.NEW);
        assertThat(mail.messages()).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void staysSilentAboutWhatWasSolvedBeforeItCouldBeTold() {
        // Given
        refused(invoice(1), D012);
        refused(invoice(2), D013);
        send(deadLetters.closed(invoice(1)));

        // When
        notifier();

        // Then
        await().until(() -> !mail.messages().isEmpty());
        neverMore(() -> mail.told().equals(List.of(List.of(D013.key()))));
    }

    @Test
    void triesAChannelAgainWithoutHoldingUpTheOther() {
        // Given
        mail.goAway();
        notifier();
        refused(invoice(1), D012);
        await().until(() -> webhook.messages().size() == 1);
        refused(invoice(2), D013);
        await().until(() -> webhook.messages().size() == 2);
        assertThat(mail.messages()).isEmpty();

        // When
        mail.comeBack();

        // Then
        await().until(() -> mail.messages().size() == 2);
        assertThat(mail.told()).containsExactlyInAnyOrderElementsOf(webhook.told());
        neverMore(() -> webhook.messages().size() == 2 && mail.messages().size() == 2);
    }

    @Test
    void sendsTheSameMessageAgainWhenItCrashedBeforeItCouldRecordTheSending() {
        // Given
        mail.keepAnswers();
        Notifier first = notifier();
        refused(invoice(1), D012);
        await().until(() -> mail.messages().size() == 1);
        first.stop();

        // When
        mail.answerAgain();
        notifier();

        // Then
        await().until(() -> toldBy("mail", "webhook"));
        assertThat(mail.messages()).hasSize(2).extracting(Message::id).containsOnly(mail.messages().getFirst().id());
        assertThat(webhook.messages()).hasSize(1);
    }

    @Test
    void leavesTheWorkToOneOfTwo() {
        // Given
        Notifier first = notifier();
        refused(invoice(1), D012);
        await().until(() -> toldBy("mail", "webhook"));
        notifier();
        refused(invoice(2), D013);
        await().until(() -> mail.messages().size() == 2);

        // When
        first.stop();
        refused(invoice(3), Cause.of(FailureCode.DEBTOR_MISSING, "debtor", "10001"));

        // Then
        await().until(() -> mail.messages().size() == 3);
        neverMore(() -> mail.messages().size() == 3 && webhook.messages().size() == 3);
    }

    @Test
    void tellsADeadLetterThatCannotBeRead() {
        // Given
        notifier();

        // When
        send(deadLetters.unreadable(Topic.UPDATE, new ConsumerRecord<>(kafka.name(Topic.UPDATE), 0, 17L,
                "no record key", "rubbish".getBytes(StandardCharsets.UTF_8))));
        send(new ProducerRecord<>(kafka.name(Topic.ARTICLE.deadLetters()), 0, null,
                "put here by something else".getBytes(StandardCharsets.UTF_8)));
        send(new ProducerRecord<>(kafka.name(Topic.DEAD_LETTER), 0, invoice(1) + "@map",
                "no dead letter".getBytes(StandardCharsets.UTF_8)));

        // Then
        await().untilAsserted(() -> assertThat(mail.told().stream().flatMap(List::stream)).hasSize(3));
        assertThat(mail.messages().stream().flatMap(message -> message.sections().stream()))
                .allSatisfy(section -> assertThat(section.cause().cause().code())
                        .isEqualTo(FailureCode.RECORD_UNREADABLE))
                .anySatisfy(section -> assertThat(section.others()).containsExactly(kafka.name(Topic.UPDATE) + " 17"))
                .anySatisfy(section -> assertThat(section.cause().stage()).isEqualTo(Stage.MAP));
    }

    @Test
    void findsADeadLetterTopicThatIsNotInTheCatalogue() {
        // Given
        send(new ProducerRecord<>(tenant + ".afas.status-dlt", 0, "anything", new byte[]{1}));

        // When
        notifier();

        // Then
        await().until(() -> !mail.messages().isEmpty());
        assertThat(mail.told()).containsExactly(
                List.of(Cause.of(FailureCode.RECORD_UNREADABLE, "topic", tenant + ".afas.status-dlt").key()));
    }

    @Test
    void tellsByTheChannelsOfTheSettingsInForce() {
        // Given
        settings.become(settings(false));
        mail.goAway();
        notifier();
        refused(invoice(1), D012);
        await().until(() -> notices().values().stream().anyMatch(notice -> !notice.getOwed().isEmpty()));

        // When
        settings.become(settings(true));
        refused(invoice(2), D013);

        // Then
        await().until(() -> webhook.told().contains(List.of(D013.key())));
        mail.comeBack();
        await().until(() -> mail.messages().size() == 2);
        neverMore(() -> webhook.messages().size() == 1 && mail.messages().size() == 2);
    }

    private Settings settings(boolean withWebhook) {
        return settings(withWebhook, "365d");
    }

    private Settings settings(boolean withWebhook, String silence) {
        Map<String, Object> said = new HashMap<>(Map.of("twinafas.tenant", tenant, "twinafas.twinfield.client-id",
                "id", "twinafas.twinfield.client-secret", "s", "twinafas.twinfield.refresh-token", "r",
                "twinafas.afas.base-url", "http://127.0.0.1:1", "twinafas.afas.token", "t", "twinafas.offices[0].code",
                "NL01", "twinafas.offices[0].administration", "1"));
        said.putAll(Map.of("twinafas.notifier.rhythm.gather", "400ms", "twinafas.notifier.rhythm.settled", "400ms",
                "twinafas.notifier.watch.silence", silence));
        if (withWebhook) {
            said.put("twinafas.notifier.webhook.url", "http://127.0.0.1:1");
        }
        return SettingsLoader.load(said);
    }

    private Notifier notifier() {
        Notifier notifier = new Notifier(kafka, settings, now -> new Dispatcher(
                new Recipients((now.webhook() == null ? List.of(mail) : List.of(mail, webhook)).stream()
                        .map(Recipient::of).toList(), QuietHours.NONE),
                new BackOff(Duration.ofMillis(50), Duration.ofMillis(200)), Duration.ofSeconds(1),
                new SimpleMeterRegistry()), clock);
        started.add(notifier);
        notifier.start();
        return notifier;
    }

    private void refused(RecordKey key, Cause cause) {
        ConsumerRecord<String, byte[]> update = new ConsumerRecord<>(kafka.name(Topic.UPDATE), 0, 1L, key.toString(),
                new byte[]{0});
        deadLetters.of(Topic.UPDATE, update, key, 1L, cause, null).forEach(this::send);
    }

    private ProducerRecord<String, byte[]> polled(String name) {
        return new Checkpoints(kafka, clock).record(name, Position.START);
    }

    private void commit(String group, Topic topic, long offset) {
        try (Consumer<String, byte[]> consumer = kafka.consumer(group, Map.of())) {
            consumer.commitSync(Map.of(kafka.partition(topic), new OffsetAndMetadata(offset)));
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
    }

    private Map<String, Notice> notices() {
        Map<String, Notice> notices = new HashMap<>();
        kafka.readToEnd(Topic.NOTICE, record -> {
            if (record.value() == null) {
                notices.remove(record.key());
                return;
            }
            try {
                notices.put(record.key(), kafka.read(record, Notice.class));
            } catch (UnreadableRecord e) {
                throw new AssertionError(e);
            }
        });
        return new TreeMap<>(notices);
    }

    private boolean toldBy(String... channels) {
        Map<String, Notice> notices = notices();
        return !notices.isEmpty()
                && notices.values().stream().allMatch(notice -> notice.getTold().containsAll(List.of(channels)));
    }

    /** The system's clock, put on when a test says so. */
    private static final class Watch implements InstantSource {

        private volatile Duration ahead = Duration.ZERO;

        void goOn(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    private static void neverMore(BooleanSupplier stays) {
        Instant end = Instant.now().plusMillis(1200);
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(stays.getAsBoolean()).isTrue();
            return Instant.now().isAfter(end);
        });
    }

    private static RecordKey invoice(int number) {
        return new RecordKey("NL01", RecordKind.SALES_INVOICE, "FACTUUR/" + number);
    }

    private static TenantKafka kafka(String tenant) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", BROKER.getBrokersAsString());
        properties.put("schema.registry.url", "mock://notifier");
        properties.put("specific.avro.reader", true);
        return new TenantKafka(tenant, properties, new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }
}
