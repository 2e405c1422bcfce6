package com.twinafas.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.afas.http.ConnectorTurns;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.reader.kafka.KafkaShelf;
import com.twinafas.reader.reading.Rig;
import com.twinafas.reader.shelf.PublishFailure;
import com.twinafas.reader.shelf.Step;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Sighting;
import com.twinafas.reader.statement.Statement;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.avro.OpenInvoice;
import com.twinafas.schemas.avro.OpenInvoiceState;
import com.twinafas.schemas.avro.OrderState;
import com.twinafas.schemas.avro.OrderStatus;
import com.twinafas.schemas.avro.Stock;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

@EmbeddedKafka(partitions = 1, brokerProperties = "group.initial.rebalance.delay.ms=0")
class AfasPollerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String INVOICE = "NL01/sales-invoice/FACTUUR/13";
    private static final String STOCK = "Profit_Stock_per_Warehouse";

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Rig rig = new Rig(InstantSource.system());
    private final AfasBooks books = rig.books();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CurrentSettings settings = CurrentSettings.fixed(settings(Map.of()));
    private final List<AfasPoller> pollers = new ArrayList<>();
    private TenantKafka kafka = kafka("127.0.0.1:1");

    @BeforeEach
    void connect(EmbeddedKafkaBroker broker) {
        kafka = kafka(broker.getBrokersAsString());
        kafka.createTopics(null);
    }

    @AfterEach
    void stop() {
        pollers.forEach(AfasPoller::stop);
        kafka.close();
        rig.close();
    }

    @Test
    void publishesWhatAfasSaysWithWhatIsPersonalInThePayload() {
        // Given
        rig.order("60000001", INVOICE, today);
        rig.directInvoice(1, "VF000001", "10001");

        // When
        poller();

        // Then
        awaitComplete("order-status", "stock", "open-invoice/1");
        assertThat(latest(Topic.ORDER_STATUS, OrderStatus.class).get("60000001")).satisfies(order -> {
            assertThat(order.getRecordKey()).isEqualTo(INVOICE);
            assertThat(order.getAdministration()).isEqualTo("1");
            assertThat(order.getAfasStatus()).isEqualTo("Actief");
            assertThat(order.getStatus()).isEqualTo("open");
            assertThat(order.getState()).isEqualTo(OrderState.PRESENT);
            assertThat(order.getKeyId()).startsWith("afas/customer/10001#");
            assertThat(new String(TestKeys.of(kafka).open(order.getKeyId(), order.getPayload()),
                    StandardCharsets.UTF_8))
                    .contains("\"DebtorId\":\"10001\"", "\"InvoiceTotal\":\"12.1");
        });
        assertThat(latest(Topic.STOCK, Stock.class)).hasSameSizeAs(
                books.items().stream().filter(item -> item.type().equals("2")).toList());
        assertThat(latest(Topic.OPEN_INVOICE, OpenInvoice.class)).containsOnlyKeys("1/10001/VF000001");
        assertThat(rig.simulator().calls().mostAtOnce()).isEqualTo(1);
    }

    @Test
    void publishesEachChangeOnceHoweverOftenItReads() {
        // Given
        rig.order("60000001", INVOICE, today);
        rig.directInvoice(1, "VF000001", "10001");
        poller();
        awaitComplete("order-status", "stock", "open-invoice/1");

        // When
        books.process("60000001");
        books.count("1000", new BigDecimal("7.5"));
        books.pay(books.openInvoices().stream().filter(open -> open.number().equals("VF000001")).findFirst()
                .orElseThrow(), new BigDecimal("12.10"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(isProcessed("60000001")).isTrue();
            assertThat(latest(Topic.STOCK, Stock.class).get("1000")).extracting(Stock::getInStock).isEqualTo("7.5");
            Map<String, OpenInvoice> open = latest(Topic.OPEN_INVOICE, OpenInvoice.class);
            assertThat(open.get("1/10001/VF000001")).extracting(OpenInvoice::getState)
                    .isEqualTo(OpenInvoiceState.SETTLED);
            assertThat(open.get("1/10001/26000001")).extracting(OpenInvoice::getState)
                    .isEqualTo(OpenInvoiceState.OPEN);
        });
        List<OrderStatus> said = all(Topic.ORDER_STATUS, OrderStatus.class).stream()
                .filter(order -> order.getOrderNumber().equals("60000001")).toList();
        assertThat(said).extracting(OrderStatus::getAfasStatus).containsExactly("Actief", "Verwerkt");
        assertThat(said.getLast().getRevision()).isGreaterThan(said.getFirst().getRevision());
        assertThat(all(Topic.STOCK, Stock.class).stream().filter(stock -> stock.getItem().equals("1000"))).hasSize(2);
    }

    @Test
    void anotherProcessTakesOverAndPublishesOnlyWhatChanged() {
        // Given one that reads and one that stands by
        rig.order("60000001", INVOICE, today);
        AfasPoller first = poller();
        awaitComplete("order-status", "stock", "open-invoice/1");
        AfasPoller second = poller();
        int before = all(Topic.STOCK, Stock.class).size();

        // When
        first.stop();
        books.process("60000001");

        // Then
        await().atMost(PATIENCE).until(() -> all(Topic.ORDER_STATUS, OrderStatus.class).size() == 2);
        assertThat(all(Topic.STOCK, Stock.class)).hasSize(before);
        assertThat(second.health().getDetails()).containsEntry("active", true);
    }

    @Test
    void processThatWasReplacedPublishesNothingMore() {
        // Given
        KafkaShelf old = shelf();
        old.publish(step("1"));

        // When
        try (KafkaShelf current = shelf()) {
            assertThatThrownBy(() -> old.publish(step("2"))).isInstanceOf(PublishFailure.class);

            // Then
            assertThat(old.isLost()).isTrue();
            current.publish(step("1"));
            current.publish(step("3"));
            assertThat(all(Topic.STOCK, Stock.class)).extracting(Stock::getInStock).containsExactly("1", "3");
        } finally {
            old.close();
        }
    }

    @Test
    void stopsOneFlowWithOneMessageWhenItsConnectorIsMissing() {
        // Given
        rig.order("60000001", INVOICE, today);
        rig.simulator().faults().add(FaultRule.of("withheld", new Fault.Given(500, "application/json",
                "{\"externalMessage\":\"GetConnector not supported for this app or the user is not authorized\"}"))
                .operation(STOCK));

        // When
        AfasPoller poller = poller();

        // Then
        awaitComplete("order-status", "open-invoice/1");
        await().atMost(PATIENCE).until(() -> open().equals(
                Map.of("afas/reference/*reading/stock@read", "AFAS_CONTRACT_BROKEN")));
        books.process("60000001");
        await().atMost(PATIENCE).until(() -> isProcessed("60000001"));
        assertThat(letters()).isEqualTo(1);
        assertThat(poller.health().getStatus().getCode()).isEqualTo("DEGRADED");

        // When
        rig.simulator().faults().clear();

        // Then
        awaitComplete("stock");
        await().atMost(PATIENCE).until(() -> open().isEmpty());
    }

    @Test
    void losesNothingWhileAfasIsAway() {
        // Given
        rig.order("60000001", INVOICE, today);
        rig.order("60000002", "", today);
        poller();
        awaitComplete("order-status", "stock", "open-invoice/1");
        rig.simulator().faults().add(FaultRule.of("away", new Fault.Maintenance(null)));
        await().atMost(PATIENCE).until(() -> rig.simulator().faults().fired("away") > 2);

        // When
        books.process("60000001");
        await().atMost(PATIENCE).until(() -> rig.simulator().faults().fired("away") > 4);
        rig.simulator().faults().clear();

        // Then
        await().atMost(PATIENCE).until(() -> isProcessed("60000001"));
        assertThat(letters()).isZero();
    }

    @Test
    void beginsAnewWhenTheTableOfStatusesChanges() {
        // Given
        rig.order("60000001", INVOICE, today);
        poller();
        awaitComplete("order-status", "stock", "open-invoice/1");

        // When
        settings.become(settings(Map.of("twinafas.reading.orders.statuses[0].status", "new")));

        // Then
        await().atMost(PATIENCE).until(() -> {
            OrderStatus order = latest(Topic.ORDER_STATUS, OrderStatus.class).get("60000001");
            return order != null && "new".equals(order.getStatus());
        });
        assertThat(rig.simulator().calls().mostAtOnce()).isEqualTo(1);
    }

    @Test
    void seesOnTheTopicThatAPersonDiscardedItsMessage() throws Exception {
        try (KafkaShelf shelf = shelf(); Producer<String, byte[]> person = kafka.producer()) {
            // Given
            shelf.publish(new Step("stock").trouble("stock/vanished",
                    Cause.of(FailureCode.AFAS_ROWS_VANISHED, Map.of("count", "9", "total", "9", "connector", STOCK))));
            assertThat(shelf.isOpen("stock/vanished")).isTrue();
            assertThat(shelf.troubles()).isEqualTo(1);

            // When
            person.send(kafka.record(Topic.DEAD_LETTER, "afas/reference/*reading/stock/vanished@read", null)).get();

            // Then
            assertThat(shelf.isOpen("stock/vanished")).isFalse();
        }
    }

    private boolean isProcessed(String number) {
        OrderStatus order = latest(Topic.ORDER_STATUS, OrderStatus.class).get(number);
        return order != null && "Verwerkt".equals(order.getStatus());
    }

    private AfasPoller poller() {
        AfasPoller poller = new AfasPollerConfiguration().afasPoller(settings, kafka, new ConnectorTurns(),
                TestKeys.of(kafka), InstantSource.system(), metrics);
        pollers.add(poller);
        poller.start();
        return poller;
    }

    private KafkaShelf shelf() {
        return KafkaShelf.open(kafka, TestKeys.of(kafka), InstantSource.system(), metrics);
    }

    private static Step step(String inStock) {
        return new Step("stock").saw(Sighting.of(
                new Statement.Stock(new AfasKey.Stock("1000", null), "stk", inStock), Instant.now()));
    }

    private void awaitComplete(String... readings) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            Map<String, Checkpoint> checkpoints = latest(Topic.CHECKPOINT, Checkpoint.class);
            return List.of(readings).stream().map(reading -> checkpoints.get("afas/" + reading))
                    .allMatch(checkpoint -> checkpoint != null && checkpoint.getCompleteSince() != null);
        });
    }

    private <V extends SpecificRecord> Map<String, V> latest(Topic topic, Class<V> type) {
        Map<String, V> latest = new LinkedHashMap<>();
        kafka.readToEnd(topic, record -> {
            if (record.value() == null) {
                latest.remove(record.key());
                return;
            }
            try {
                latest.put(record.key(), kafka.read(record, type));
            } catch (UnreadableRecord e) {
                throw new AssertionError(e);
            }
        });
        return latest;
    }

    private <V extends SpecificRecord> List<V> all(Topic topic, Class<V> type) {
        List<V> all = new ArrayList<>();
        kafka.readToEnd(topic, record -> {
            try {
                all.add(kafka.read(record, type));
            } catch (UnreadableRecord e) {
                throw new AssertionError(e);
            }
        });
        return all;
    }

    private Map<String, String> open() {
        Map<String, String> codes = new HashMap<>();
        latest(Topic.DEAD_LETTER, DeadLetter.class).forEach((key, letter) -> codes.put(key, letter.getFailureCode()));
        return codes;
    }

    private int letters() {
        List<String> keys = new ArrayList<>();
        kafka.readToEnd(Topic.DEAD_LETTER, record -> keys.add(record.key()));
        return keys.size();
    }

    private Settings settings(Map<String, Object> other) {
        Map<String, Object> values = new HashMap<>(Map.of("twinafas.tenant", tenant, "twinafas.twinfield.client-id",
                "id", "twinafas.twinfield.client-secret", "secret", "twinafas.twinfield.refresh-token", "token",
                "twinafas.afas.base-url", rig.simulator().baseUrl().toString(), "twinafas.afas.client-id",
                rig.simulator().clientId(), "twinafas.afas.client-secret", rig.simulator().clientSecret()));
        values.put("twinafas.offices[0].code", "NL01");
        values.put("twinafas.offices[0].administration", "1");
        values.put("twinafas.reading.orders.every", "300ms");
        values.put("twinafas.reading.orders.statuses[0].afas", "Actief");
        values.put("twinafas.reading.orders.statuses[0].status", "open");
        values.put("twinafas.reading.stock.every", "300ms");
        values.put("twinafas.reading.open-invoices.every", "300ms");
        values.putAll(other);
        return SettingsLoader.load(values);
    }

    private TenantKafka kafka(String servers) {
        return new TenantKafka(tenant,
                Map.of("bootstrap.servers", servers, "schema.registry.url", "mock://" + tenant, "specific.avro.reader",
                        true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }
}
