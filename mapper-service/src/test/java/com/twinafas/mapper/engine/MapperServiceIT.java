package com.twinafas.mapper.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import com.twinafas.mapper.Given;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.tracing.TraceParent;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.schemas.avro.Activity;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.schemas.update.UpdateCodec;

class MapperServiceIT {

    private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(Map.of(
            "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0"));

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final TenantKafka kafka = kafka(tenant);
    private final KeyRing keys = TestKeys.of(kafka);
    private final List<MapperService> started = new ArrayList<>();
    private @Nullable Producer<String, byte[]> producer;
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private CurrentSettings settings = CurrentSettings.fixed(Given.settings(Map.of()));
    private long revision;

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @BeforeEach
    void connect() {
        kafka.createTopics(null);
        producer = kafka.producer();
    }

    @AfterEach
    void stopAll() {
        started.forEach(MapperService::stop);
        if (producer != null) {
            producer.close();
        }
        kafka.close();
    }

    @Test
    void invoiceWaitsForItsCustomerAlsoThroughARestart() {
        // Given
        reference();
        MapperService first = start();
        send(invoice("F/1", "1003", "100.00"));
        until(() -> assertThat(steps("NL/sales-invoice/F/1")).containsExactly("waiting"));
        first.stop();

        // When
        start();
        send(customer("1003", "Voorbeeld BV"));
        complete("customer");

        // Then
        until(() -> assertThat(updates()).extracting(Update::getCode).contains("F/1", "1003"));
        assertThat(steps("NL/sales-invoice/F/1")).containsExactly("waiting", "mapped");
        assertThat(meters.get("twinafas.record.duration").tags("flow", "sales-invoice", "stage", "mapper").timer()
                .count()).isEqualTo(1);
        assertThat(state(Topic.WAITING)).isEmpty();
        assertThat(state(Topic.DEAD_LETTER)).isEmpty();
    }

    @Test
    void missingCustomerIsADeadLetterThatClosesWhenTheCustomerAppears() {
        // Given
        reference();
        complete("customer");
        start();

        // When
        send(invoice("F/1", "1003", "100.00"));

        // Then
        until(() -> assertThat(state(Topic.DEAD_LETTER)).containsOnlyKeys("NL/sales-invoice/F/1@map"));
        assertThat(codes(Topic.SALES_INVOICE)).containsExactly("CUSTOMER_MISSING");
        assertThat(updates()).isEmpty();

        // When
        send(customer("1003", "Voorbeeld BV"));

        // Then
        until(() -> assertThat(updates()).extracting(Update::getCode).containsExactlyInAnyOrder("1003", "F/1"));
        until(() -> assertThat(state(Topic.DEAD_LETTER)).isEmpty());
    }

    @Test
    void whatIsMadeOfARecordIsOfItsTraceAlsoThroughWaiting() {
        // Given
        reference();
        start();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
        send(with(invoice("F/1", "1003", "100.00"), trace));
        send(with(invoice("F/2", "9999", "100.00"), trace));
        until(() -> assertThat(state(Topic.WAITING)).hasSize(2));

        // When
        send(with(customer("1003", "Voorbeeld BV"), "nonsense"));
        complete("customer");

        // Then
        until(() -> assertThat(updates()).extracting(Update::getCode).contains("F/1", "1003"));
        until(() -> assertThat(codes(Topic.SALES_INVOICE)).containsExactly("CUSTOMER_MISSING"));
        assertThat(traces(Topic.UPDATE)).containsEntry("NL/sales-invoice/F/1", trace)
                .hasEntrySatisfying("NL/customer/1003", begun -> assertThat(begun).hasSameSizeAs(trace));
        assertThat(traces(Topic.SALES_INVOICE.deadLetters())).containsEntry("NL/sales-invoice/F/2", trace);
        assertThat(traces(Topic.DEAD_LETTER)).containsEntry("NL/sales-invoice/F/2@map", trace);
    }

    private static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> record, String trace) {
        record.headers().add(TraceParent.HEADER, trace.getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    /** The header of each record by its key. */
    private Map<String, String> traces(Topic topic) {
        Map<String, String> traces = new HashMap<>();
        kafka.readToEnd(topic, record -> traces.put(record.key(), new String(
                record.headers().lastHeader(TraceParent.HEADER).value(), StandardCharsets.US_ASCII)));
        return traces;
    }

    @Test
    void waitingUntilTheFirstLoadHasEndedThenADeadLetter() {
        reference();
        start();
        send(invoice("F/1", "1003", "100.00"));
        until(() -> assertThat(state(Topic.WAITING)).hasSize(1));
        assertThat(state(Topic.DEAD_LETTER)).isEmpty();

        complete("customer");

        until(() -> assertThat(codes(Topic.SALES_INVOICE)).containsExactly("CUSTOMER_MISSING"));
    }

    @Test
    void newerRevisionTakesThePlaceOfAWaitingOne() {
        // Given
        reference();
        start();
        send(invoice("F/1", "1003", "100.00"));
        send(invoice("F/1", "1003", "200.00"));
        until(() -> assertThat(steps("NL/sales-invoice/F/1")).hasSize(2));

        // When
        send(customer("1003", "Voorbeeld BV"));

        // Then
        until(() -> assertThat(updates()).extracting(Update::getCode).containsExactlyInAnyOrder("1003", "F/1"));
        assertThat(updates()).filteredOn(one -> one.getCode().equals("F/1")).singleElement()
                .satisfies(one -> assertThat(((AfasUpdate.InvoiceUpdate) body(one)).totalExcluding())
                        .isEqualByComparingTo("200.00"));
    }

    @Test
    void customerChangeMakesOneDebtorUpdateAndNoInvoice() {
        // Given
        reference();
        complete("customer");
        send(customer("1003", "Voorbeeld BV"));
        send(invoice("F/1", "1003", "100.00"));
        start();
        until(() -> assertThat(updates()).hasSize(2));

        // When
        send(customer("1003", "Renamed BV"));
        send(invoice("F/2", "1003", "50.00"));

        // Then
        until(() -> assertThat(updates()).hasSize(4));
        List<Update> all = updates();
        assertThat(all.subList(2, 4)).extracting(Update::getCode).containsExactlyInAnyOrder("1003", "F/2");
        assertThat(all.getLast().getSettingsVersion()).isEqualTo(1);
        Update invoice = all.stream().filter(one -> one.getCode().equals("F/2")).findFirst().orElseThrow();
        assertThat(invoice.getCustomerRevision()).isEqualTo(revision - 1);
        assertThat(((AfasUpdate.InvoiceUpdate) body(invoice)).debtor().revision()).isEqualTo(revision - 1);
    }

    @Test
    void worksByTheSettingsInForceAndNamesTheirVersion() {
        // Given
        reference();
        complete("customer");
        start();
        send(customer("1003", "Voorbeeld BV"));
        until(() -> assertThat(updates()).hasSize(1));

        // When
        settings.become(version(2, Map.of("text", "organisation-debtor:\n  fields:\n    PaCd: '99'\n")));
        send(customer("1004", "Voorbeeld BV"));
        until(() -> assertThat(updates()).hasSize(2));
        settings.become(version(3, Map.of()));
        send(customer("1005", "Voorbeeld BV"));

        // Then
        until(() -> assertThat(updates()).hasSize(3));
        assertThat(updates()).extracting(Update::getSettingsVersion).containsExactly(1L, 2L, 3L);
        assertThat(updates()).extracting(update -> ((AfasUpdate.DebtorUpdate) body(update)).debtor().relation().fields()
                .get("PaCd")).containsExactly(new FieldValue.Text("14"), new FieldValue.Text("99"),
                        new FieldValue.Text("14"));
        assertThat(steps("NL/customer/1003")).as("a change of settings is no replay").containsExactly("mapped");
    }

    @Test
    void waitsUntilSettingsAreInForce() {
        // Given
        CurrentSettings known = settings;
        settings = new CurrentSettings(known.get());
        reference();
        complete("customer");
        start();
        send(customer("1003", "Voorbeeld BV"));

        // When, Then
        await().during(Duration.ofSeconds(2)).until(() -> updates().isEmpty());
        settings.become(version(5, Map.of()));
        until(() -> assertThat(updates()).extracting(Update::getSettingsVersion).containsExactly(5L));
    }

    private static Settings version(long number, Map<String, String> mapping) {
        Map<String, String> said = new HashMap<>(Map.of("version", String.valueOf(number), "offices[0].code", "NL",
                "offices[0].administration", "7"));
        mapping.forEach((key, value) -> said.put("mapping." + key, value));
        return Given.tenant(said);
    }

    @Test
    void poisonNeverStopsTheRest() {
        // Given
        reference();
        complete("customer");
        start();

        // When
        send(new ProducerRecord<>(kafka.name(Topic.CUSTOMER), 0, "NL/customer/1",
                "not avro".getBytes(StandardCharsets.UTF_8)));
        send(raw("NL/customer/2", "<dimension><name>Secret"));
        send(raw("NL/customer/3", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><dimension>&e;</dimension>"));
        send(raw("NL/customer/4", "<dimension/>"));
        send(raw("NL/customer/5", "<dimension><name>A</name><addresses><address default='true'><country>QQ</country>"
                + "<city>X</city></address></addresses></dimension>"));
        send(raw("XX/customer/6", "<dimension><name>A</name></dimension>"));
        send(customer("7", "Voorbeeld BV"));

        // Then
        until(() -> assertThat(updates()).extracting(Update::getCode).containsExactly("7"));
        assertThat(codes(Topic.CUSTOMER)).containsExactly("RECORD_UNREADABLE", "RECORD_MALFORMED", "RECORD_MALFORMED",
                "VALUE_MISSING", "COUNTRY_UNKNOWN", "OFFICE_UNMAPPED");
        assertThat(state(Topic.DEAD_LETTER)).hasSize(5);

        // When it is corrected
        send(customer("4", "Now with a name"));

        // Then
        until(() -> assertThat(state(Topic.DEAD_LETTER)).hasSize(4).doesNotContainKey("NL/customer/4@map"));
    }

    @Test
    void oneOfTwoWorksAndTheOtherTakesOver() {
        // Given
        reference();
        complete("customer");
        MapperService first = start();
        send(customer("1", "Voorbeeld BV"));
        until(() -> assertThat(updates()).hasSize(1));
        start();

        // When
        first.stop();
        send(customer("2", "Voorbeeld BV"));

        // Then
        until(() -> assertThat(updates()).extracting(Update::getCode).containsExactly("1", "2"));
    }

    @Test
    void readsBackWhatItKeepsNoMoreThanThePlaceOf() {
        // Given
        reference();
        complete("customer");
        int count = 2000;
        send(customer("1", "Voorbeeld BV"));
        for (int code = 2; code <= count; code++) {
            sendLater(customer(String.valueOf(code), "Voorbeeld BV"));
        }
        send(invoice("F/1", "1", "100.00"));
        send(invoice("F/2", String.valueOf(count), "100.00"));

        // When
        start();

        // Then
        until(() -> assertThat(updates().size()).isEqualTo(count + 2));
        assertThat(meters.counter("twinafas.mapper.records", "kind", "customer", "result", "mapped").count())
                .isEqualTo(count);
    }

    private MapperService start() {
        meters = new SimpleMeterRegistry();
        MapperService service = new MapperService(kafka, new LiveMapper(settings), TestKeys.of(kafka),
                InstantSource.system(), meters, Tracing.OFF);
        started.add(service);
        service.start();
        return service;
    }

    private void reference() {
        send(raw("NL/reference/vat/VH", "<vat><percentages><percentage><date>20000101</date><percentage>21</percentage>"
                + "</percentage></percentages></vat>"));
        complete("reference");
        complete("article");
    }

    private void complete(String kind) {
        send(kafka.record(Topic.CHECKPOINT, "NL/" + kind, Checkpoint.newBuilder().setName("NL/" + kind)
                .setCompleteSince(Instant.now()).setPosition(Map.of()).setAt(Instant.now()).build()));
    }

    private ProducerRecord<String, byte[]> customer(String code, String name) {
        return raw("NL/customer/" + code, "<dimension><name>" + name + "</name><addresses><address default='true'>"
                + "<country>NL</country><city>Utrecht</city><field2>Dam 1</field2></address></addresses></dimension>");
    }

    private ProducerRecord<String, byte[]> invoice(String code, String customer, String excluding) {
        String including = new BigDecimal(excluding).multiply(new BigDecimal("1.21")).setScale(2)
                .toPlainString();
        return raw("NL/sales-invoice/" + code,
                "<salesinvoice><header><invoicetype>F</invoicetype><invoicedate>20260301</invoicedate><customer>"
                        + customer + "</customer><currency>EUR</currency><status>final</status></header><lines><line>"
                        + "<article>A</article><quantity>1</quantity><unitspriceexcl>" + excluding
                        + "</unitspriceexcl><vatcode>VH</vatcode></line></lines><totals><valueinc>" + including
                        + "</valueinc><valueexcl>" + excluding + "</valueexcl></totals></salesinvoice>");
    }

    private ProducerRecord<String, byte[]> raw(String key, String xml) {
        RecordKey record = RecordKey.parse(key);
        Matcher customer = Pattern.compile("<customer>(.*?)</customer>").matcher(xml);
        PayloadCipher.Sealed sealed = TestKeys.seal(kafka, keys,
                customer.find() ? new RecordKey(record.office(), RecordKind.CUSTOMER, customer.group(1)) : record,
                xml.getBytes(StandardCharsets.UTF_8));
        return kafka.record(Topic.raw(record.kind()), key,
                RawRecord.newBuilder().setOffice(record.office()).setKind(record.kind().wireName())
                        .setCode(record.code()).setRevision(++revision).setHash("h" + revision)
                        .setState(RawState.ACTIVE).setPolledAt(Instant.now())
                        .setKeyId(sealed.keyId()).setPayload(sealed.payload()).build());
    }

    /** One after the other, as the poller commits them. */
    private void send(ProducerRecord<String, byte[]> record) {
        sendLater(record);
        Objects.requireNonNull(producer).flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the test waits for what comes of it
    private void sendLater(ProducerRecord<String, byte[]> record) {
        Objects.requireNonNull(producer).send(record);
    }

    private List<Update> updates() {
        return read(Topic.UPDATE, Update.class);
    }

    private AfasUpdate body(Update update) {
        assertThat(update.getKeyId()).isNotNull();
        return new UpdateCodec().read(keys.open(update.getKeyId(), update.getPayload()));
    }

    private List<String> steps(String key) {
        List<String> steps = new ArrayList<>();
        kafka.readToEnd(Topic.ACTIVITY, record -> {
            if (record.key().equals(key)) {
                steps.add(value(record, Activity.class).getStep());
            }
        });
        return steps;
    }

    private List<String> codes(Topic source) {
        List<String> codes = new ArrayList<>();
        kafka.readToEnd(source.deadLetters(), record -> codes.add(new String(
                record.headers().lastHeader(DeadLetters.CODE_HEADER).value(), StandardCharsets.UTF_8)));
        return codes;
    }

    private Map<String, byte[]> state(Topic topic) {
        Map<String, byte[]> state = new HashMap<>();
        kafka.readToEnd(topic, record -> {
            if (record.value() == null) {
                state.remove(record.key());
            } else {
                state.put(record.key(), record.value());
            }
        });
        return state;
    }

    private <V extends SpecificRecord> List<V> read(Topic topic, Class<V> type) {
        List<V> values = new ArrayList<>();
        kafka.readToEnd(topic, record -> values.add(value(record, type)));
        return values;
    }

    private <V extends SpecificRecord> V value(ConsumerRecord<String, byte[]> record,
            Class<V> type) {
        try {
            return kafka.read(record, type);
        } catch (UnreadableRecord e) {
            throw new AssertionError(e);
        }
    }

    private static void until(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
    }

    private static TenantKafka kafka(String tenant) {
        return new TenantKafka(tenant,
                Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "schema.registry.url", "mock://mapper",
                        "specific.avro.reader", true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }
}
