package com.twinafas.standalone.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.access.LocalToken;
import com.twinafas.pipeline.encryption.LogKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.log.LogOracle;
import com.twinafas.pipeline.preview.MappedRecord;
import com.twinafas.pipeline.preview.MappingPreview;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.company.Address;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.standalone.process.SimulatedTenant;
import com.twinafas.standalone.process.Standalone;

class ErasureIT {

    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);
    private static final String OFFICE = "0042";
    /** Stands in everything that Twinfield and AFAS say of the customer who is erased. */
    private static final String ERASED = "Zwartkopmeeuw";
    /** And of the one who stays. */
    private static final String CONTROL = "Roodborsttapuit";

    @RegisterExtension
    static final LogOracle LOG = LogOracle.withCanaries(ERASED, CONTROL);

    @TempDir
    private Path folder = Path.of("");

    private final TwinfieldSimulator twinfield = TwinfieldSimulator
            .start(TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.none()));
    private final AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(COMPANY)));
    private final TwinfieldBooks books = twinfield.books();
    private Standalone standalone;
    private Transaction settlement;
    private String erased;
    private String control;

    @BeforeEach
    void load() {
        // What the broker says when the machine has no time for it.
        LOG.expectError("controller event queue overloaded");
        settlement = books.transactions(OFFICE).stream()
                .filter(one -> one.daybook().equals("MEMO") && customers(one).size() == 2).findFirst().orElseThrow();
        erased = customers(settlement).iterator().next();
        control = books.invoices(OFFICE).stream().filter(SalesInvoice::isFinal).map(SalesInvoice::customer)
                .filter(code -> !customers(settlement).contains(code)).findFirst().orElseThrow();
        name(erased, ERASED);
        name(control, CONTROL);
        books.changeTransaction(OFFICE, "MEMO", settlement.number(), one -> one.withLines(one.lines().stream()
                .map(line -> describe(line, line.dimension().equals(erased) ? ERASED : "Verrekening")).toList()));
        invoice(erased, ERASED);
        invoice(control, CONTROL);
        standalone = Standalone.start(SimulatedTenant.properties(twinfield, afas, folder));
        await().atMost(Duration.ofMinutes(3)).until(this::isLoaded);
    }

    @AfterEach
    void stop() {
        standalone.close();
        afas.close();
        twinfield.close();
    }

    @Test
    void nothingOfAnErasedCustomerCanBeReadAndTheRestCan() throws Exception {
        // Given
        BrokerDisk disk = new BrokerDisk(folder.resolve("kafka"), standalone.get(TenantKafka.class));
        assertThat(found(disk, ERASED)).as("before").isPositive();
        int controls = found(disk, CONTROL);
        assertThat(plain(ERASED, CONTROL)).isZero();
        assertThat(get("/actuator/prometheus")).contains("twinafas_poller_published").doesNotContainIgnoringCase(ERASED)
                .doesNotContainIgnoringCase(CONTROL);

        // When
        JsonNode answer = erase(key(erased));

        // Then
        assertThat(answer.at("/destroyedAt").isString()).as(answer.toString()).isTrue();
        assertThat(answer.at("/goneAt").isString()).as(answer.toString()).isTrue();
        assertThat(Duration.between(Instant.parse(answer.at("/requestedAt").asString()),
                Instant.parse(answer.at("/destroyedAt").asString()))).isLessThan(Duration.ofSeconds(20));
        System.out.println("ErasureIT: " + answer);
        await().atMost(Duration.ofSeconds(10)).until(() -> !disk.keys().isOwner(key(erased).toString()));
        LogKeys keys = disk.keys();
        assertThat(keys.isOwner(OFFICE + "/transaction/MEMO/" + settlement.number())).isFalse();
        assertThat(keys.isOwner(key(control).toString())).isTrue();
        assertThat(found(disk, ERASED)).isZero();
        assertThat(found(disk, CONTROL)).isGreaterThanOrEqualTo(controls);

        // When what is left is mapped again
        List<MappedRecord> mapped = mapAll();

        // Then
        assertThat(mapped).filteredOn(record -> record.refusal() != null
                && record.refusal().code() == FailureCode.CUSTOMER_ERASED)
                .extracting(record -> record.key().toString())
                .contains(key(erased).toString(), OFFICE + "/transaction/MEMO/" + settlement.number())
                .doesNotContain(key(control).toString());
        assertThat(mapped).filteredOn(record -> !record.updates().isEmpty()).extracting(record -> record.key())
                .contains(key(control)).hasSizeGreaterThan(mapped.size() / 2);
    }

    @Test
    void whatTwinfieldSaysOfAnErasedCustomerLaterIsNotKept() throws Exception {
        // Given
        erase(key(erased));
        BrokerDisk disk = new BrokerDisk(folder.resolve("kafka"), standalone.get(TenantKafka.class));

        // When
        name(erased, ERASED + "-later");
        SalesInvoice later = invoice(erased, ERASED);
        name(control, CONTROL + "-later");

        // Then
        String letter = OFFICE + "/sales-invoice/" + later.type() + "/" + later.number() + "@poll";
        await().atMost(Duration.ofSeconds(60)).until(() -> keys(Topic.DEAD_LETTER).contains(letter));
        await().atMost(Duration.ofSeconds(60)).until(() -> found(disk, CONTROL + "-later") > 0);
        assertThat(found(disk, ERASED)).isZero();
    }

    private int found(BrokerDisk disk, String canary) throws IOException {
        return (int) disk.readable().stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).contains(canary.toLowerCase(Locale.ROOT))).count();
    }

    /** Files of the broker that say it in plain. */
    private long plain(String... canaries) throws IOException {
        BrokerDisk disk = new BrokerDisk(folder.resolve("kafka"), standalone.get(TenantKafka.class));
        return disk.plain().stream().filter(text -> List.of(canaries).stream()
                .anyMatch(canary -> text.toLowerCase(Locale.ROOT).contains(canary.toLowerCase(Locale.ROOT)))).count();
    }

    private List<MappedRecord> mapAll() {
        MappingPreview preview = standalone.get(MappingPreview.class);
        List<RecordKey> keys = List.of(RecordKind.CUSTOMER, RecordKind.SALES_INVOICE, RecordKind.TRANSACTION).stream()
                .flatMap(kind -> preview.last(kind, 10_000).stream()).toList();
        return preview.of(keys, Optional.empty());
    }

    private Set<String> keys(Topic topic) {
        Set<String> keys = new HashSet<>();
        standalone.get(TenantKafka.class).readToEnd(topic, record -> keys.add(record.key()));
        return keys;
    }

    private JsonNode erase(RecordKey customer) throws Exception {
        String port = standalone.get(Environment.class).getProperty("local.server.port");
        JsonMapper json = JsonMapper.shared();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/erasures"))
                            .header("Authorization", "Bearer " + standalone.get(LocalToken.class).value())
                            .header("Content-Type", "application/json").POST(BodyPublishers.ofString(json
                                    .writeValueAsString(Map.of("customer", customer.toString(), "by", "test"))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json.readTree(answer.body());
        }
    }

    private String get(String path) throws Exception {
        String port = standalone.get(Environment.class).getProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + standalone.get(LocalToken.class).value()).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private boolean isLoaded() {
        return SimulatedTenant.isQuiet(standalone)
                && keys(Topic.TRANSACTION).contains(OFFICE + "/transaction/MEMO/" + settlement.number())
                && keys(Topic.DELIVERY).contains(key(control).toString())
                && keys(Topic.DELIVERY).contains(key(erased).toString());
    }

    private void name(String code, String canary) {
        books.changeCustomer(OFFICE, code, one -> one.withName(canary + " BV").withEmail(
                canary.toLowerCase(Locale.ROOT) + "@example.com").withAddresses(
                        one.addresses().stream()
                                .map(address -> address(address, canary)).toList()));
    }

    private static Address address(Address address, String canary) {
        return new Address(address.id(), address.type(), address.standard(), canary, address.country(),
                canary + "stad", address.postcode(), address.telephone(), address.telefax(),
                canary.toLowerCase(Locale.ROOT) + "@example.com", canary, address.freeLines());
    }

    private SalesInvoice invoice(String customer, String canary) {
        SalesInvoice model = books.invoices(OFFICE).stream().filter(SalesInvoice::isFinal)
                .filter(invoice -> invoice.customer().equals(control)).findFirst().orElseThrow();
        SalesInvoice added = books.addConcept(OFFICE,
                new SalesInvoice(model.type(), 0, model.date(), model.due(), model.performed(), model.bank(), 1, 1,
                        customer, model.currency(), model.paymentMethod(), canary, canary, model.lines(), List.of(),
                        model.totalExcluding(), model.totalIncluding(), null));
        return books.makeFinal(OFFICE, added.type(), added.number());
    }

    private static Transaction.Line describe(Transaction.Line line, String description) {
        return new Transaction.Line(line.id(), line.type(), line.ledger(), line.dimension(), line.dimensionType(),
                line.project(), line.debit(), line.value(), line.baseValue(), line.rate(), description,
                line.vatCode(), line.vat(), line.baseVat(), line.baseline(), line.invoiceNumber(), line.open());
    }

    private static Set<String> customers(Transaction transaction) {
        return transaction.lines().stream().filter(line -> line.dimensionType().equals(Relation.CUSTOMER))
                .map(Transaction.Line::dimension).collect(Collectors.toCollection(TreeSet::new));
    }

    private static RecordKey key(String customer) {
        return new RecordKey(OFFICE, RecordKind.CUSTOMER, customer);
    }
}
