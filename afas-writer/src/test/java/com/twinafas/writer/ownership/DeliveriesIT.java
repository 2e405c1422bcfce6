package com.twinafas.writer.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.afas.AfasRequest.Method;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.memory.HeapUse;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Version;

@EmbeddedKafka(partitions = 1)
class DeliveriesIT {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    /** More than are kept at hand. */
    private static final int MANY = 5000;

    private final TenantKafka kafka;
    private final Producer<String, byte[]> producer;
    private final Deliveries deliveries;

    DeliveriesIT(EmbeddedKafkaBroker broker) {
        kafka = new TenantKafka("t" + UUID.randomUUID().toString().substring(0, 8),
                Map.of("bootstrap.servers", broker.getBrokersAsString(), "schema.registry.url", "mock://deliveries",
                        "specific.avro.reader", true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
        kafka.createTopics(null);
        producer = kafka.transactionalProducer("test");
        producer.initTransactions();
        deliveries = new Deliveries(kafka, TestKeys.of(kafka));
    }

    @AfterEach
    void close() {
        deliveries.close();
        producer.close();
        kafka.close();
    }

    @Test
    void readsBackWhatIsNoLongerAtHandInAnyOrder() {
        // Given
        List<Delivery> all = IntStream.range(0, MANY).mapToObj(i -> invoice(i, i + 1)).toList();
        commit(all);
        List<Delivery> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(1));

        // Then
        assertThat(all).allSatisfy(delivery -> assertThat(deliveries.get(delivery.key())).isEqualTo(delivery));
        assertThat(shuffled.subList(0, 300))
                .allSatisfy(delivery -> assertThat(deliveries.get(delivery.key())).isEqualTo(delivery));
        assertThat(deliveries.get(key(MANY))).isEqualTo(Delivery.none(key(MANY)));
    }

    @Test
    void knowsAfterAStartWhatIsCommitted() {
        // Given
        commit(IntStream.range(0, 10).mapToObj(i -> invoice(i, 1)).toList());
        commit(IntStream.range(0, 5).mapToObj(i -> invoice(i, 2)).toList());
        commitNothingOf(key(9));

        // When
        Deliveries next = new Deliveries(kafka, TestKeys.of(kafka));
        next.readAll();

        // Then
        try (next) {
            assertThat(next.get(key(4))).isEqualTo(invoice(4, 2));
            assertThat(next.get(key(5))).isEqualTo(invoice(5, 1));
            assertThat(next.get(key(9))).isEqualTo(Delivery.none(key(9)));
            assertThat(next.isDone(key(4), version(2))).isTrue();
        }
    }

    @Test
    void givesTheLastStateWhateverIsStillShownOnTheTopic() {
        for (int revision = 1; revision <= 50; revision++) {
            // When
            commit(List.of(invoice(1, revision)));

            // Then
            assertThat(deliveries.get(key(1))).isEqualTo(invoice(1, revision));
        }
    }

    @Test
    void waitsForWhatIsCommittedAndNotShownYet() {
        // Given a delivery that is known before its transaction ends
        producer.beginTransaction();
        Delivery last = invoice(MANY, 1);
        Future<RecordMetadata> sent = producer.send(record(last));
        producer.flush();
        long offset = sent.resultNow().offset();
        deliveries.committed(last.key().toString(), value(last), offset);
        IntStream.range(0, MANY).forEach(i -> deliveries.committed(key(i).toString(), value(invoice(i, 1)), 0));

        // When
        Future<Delivery> read = CompletableFuture.supplyAsync(() -> deliveries.get(last.key()));
        producer.commitTransaction();

        // Then
        assertThat(read).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(last);
    }

    @Test
    void isDoneOnlyWithWhatWasMadeFromTheVerySameSource() {
        // Given
        commit(List.of(invoice(1, 5), customer("1000", "D1")));
        Version last = version(5);

        // Then
        assertThat(deliveries.isDone(key(1), last)).isTrue();
        assertThat(deliveries.isDone(key(1), new Version(4, 1, "raw", "other content", 3L))).isTrue();
        assertThat(deliveries.isDone(key(1), new Version(6, 1, "raw", "content", 3L))).isFalse();
        assertThat(deliveries.isDone(key(1), new Version(5, 2, "raw", "content", 3L))).isFalse();
        assertThat(deliveries.isDone(key(1), new Version(5, 1, "raw 2", "content", 3L))).isFalse();
        assertThat(deliveries.isDone(key(1), new Version(5, 1, "raw", "content", 4L))).isFalse();
        assertThat(deliveries.isDone(key(1), new Version(5, 1, "raw", "content", null))).isFalse();
        assertThat(deliveries.isDone(key(2), last)).isFalse();
        assertThat(deliveries.isDone(customer("1000"), new Version(5, 1, "raw", "content", 99L)))
                .as("a customer is its own debtor block").isTrue();
    }

    @Test
    void isNotDoneWhileAnIntentIsOpenOrNothingWasDelivered() {
        // Given
        Delivery delivered = invoice(1, 5);
        commit(List.of(delivered.intending(intent(), DocumentKind.ORDER, "1"),
                Delivery.none(key(2)).intending(intent(), DocumentKind.ORDER, "1")));

        // Then
        assertThat(deliveries.isDone(key(1), version(5))).isFalse();
        assertThat(deliveries.isDone(key(2), version(5))).isFalse();

        // When
        commit(List.of(delivered));

        // Then
        assertThat(deliveries.isDone(key(1), version(5))).isTrue();
    }

    @Test
    void knowsWhichOtherCustomerIsLinkedToADebtor() {
        // Given
        commit(List.of(customer("1000", "D1"), customer("1001", "D2"), customer("1002", "D2"),
                invoice(1, 1).found(Map.of("DbId", "D3"), NOW)));
        commit(List.of(customer("1002", "D4")));

        // Then
        assertThat(deliveries.isLinkedByAnother("D1", customer("1000"))).isFalse();
        assertThat(deliveries.isLinkedByAnother("D1", customer("1001"))).isTrue();
        assertThat(deliveries.isLinkedByAnother("D2", customer("1001"))).as("the other has another one now").isFalse();
        assertThat(deliveries.isLinkedByAnother("D3", customer("1000"))).as("by an invoice").isFalse();
    }

    @Test
    void neverTakesWhatCannotBeReadForWhatAfasDoesNotHave() {
        // Given
        RecordKey unreadable = customer("1000");
        producer.beginTransaction();
        Future<RecordMetadata> _ = producer.send(
                new ProducerRecord<>(kafka.name(Topic.DELIVERY), 0, unreadable.toString(), new byte[]{1, 2, 3}));
        producer.commitTransaction();

        // When
        deliveries.readAll();

        // Then
        assertThatThrownBy(() -> deliveries.get(unreadable)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> deliveries.isLinkedByAnother("D1", customer("1001")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(deliveries.isDone(unreadable, version(1))).isFalse();
    }

    @Test
    void tellsNothingAnyMoreOnceItIsClosed() {
        // Given
        commit(List.of(invoice(1, 1)));
        Deliveries next = new Deliveries(kafka, TestKeys.of(kafka));
        next.readAll();

        // When
        next.close();

        // Then
        assertThatThrownBy(() -> next.get(key(1))).isInstanceOf(OwnershipLost.class);
    }

    @Test
    void takesLittleMemoryForEachRecord() {
        // Given
        int records = 100_000;

        // When
        double bytes = HeapUse.bytesEach(records, () -> {
            try (Deliveries filled = new Deliveries(kafka, TestKeys.of(kafka))) {
                IntStream.range(0, records)
                        .forEach(i -> filled.committed(key(i).toString(), value(invoice(i, i + 1)), i));
                return filled;
            }
        });

        // Then
        assertThat(bytes).isBetween(70.0, 110.0);
    }

    private void commit(List<Delivery> some) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = some.stream().map(this::record).map(producer::send).toList();
        producer.commitTransaction();
        for (int i = 0; i < some.size(); i++) {
            deliveries.committed(some.get(i).key().toString(), value(some.get(i)), sent.get(i).resultNow().offset());
        }
    }

    private void commitNothingOf(RecordKey key) {
        producer.beginTransaction();
        Future<RecordMetadata> _ = producer.send(kafka.record(Topic.DELIVERY, key.toString(), null));
        producer.commitTransaction();
    }

    private ProducerRecord<String, byte[]> record(Delivery delivery) {
        return kafka.record(Topic.DELIVERY, delivery.key().toString(),
                DeliveryRecords.toAvro(delivery, TestKeys.of(kafka)));
    }

    private byte[] value(Delivery delivery) {
        return record(delivery).value();
    }

    private static Delivery invoice(int number, long revision) {
        return Delivery.none(key(number)).as(DocumentKind.ORDER, "1").delivered(version(revision),
                Map.of("OrNu", "2026-" + number, "UnId", "1"), NOW);
    }

    private static Delivery customer(String code, String debtor) {
        return Delivery.none(customer(code)).as(DocumentKind.DEBTOR, null)
                .delivered(new Version(5, 1, "raw", "content", 3L), Map.of("DbId", debtor), NOW);
    }

    private static Version version(long revision) {
        return new Version(revision, 1, "raw", "content", 3L);
    }

    private static Intent intent() {
        return new Intent("1", "FbSales", Method.POST, "reference", version(6), new TreeMap<>(), NOW, 0);
    }

    private static RecordKey key(int number) {
        return new RecordKey("NL01", RecordKind.SALES_INVOICE, "FACTUUR/" + number);
    }

    private static RecordKey customer(String code) {
        return new RecordKey("NL01", RecordKind.CUSTOMER, code);
    }
}
