package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import com.twinafas.afas.openapi.AfasOpenApi;
import com.twinafas.mapper.flow.GeneratedRecords;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.CallLog;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Contact;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.BankAccount;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.Relation;
import com.twinafas.writer.scenario.Rig;

/** Every customer of a generated company, by the demo's settings, into AFAS's books, twice. */
class GeneratedCustomersTest {

    private static final long SEED = 7;

    private final Company company = Company.generate(SEED, CompanySize.SMALL);

    @Test
    void makesEveryCustomerOnceWithAllItHas() throws IOException {
        // Given
        GeneratedRecords generated = new GeneratedRecords(company);
        try (Rig rig = new Rig(AfasSimulatorConfig.of(AfasSide.of(company)), settings())) {
            RecordMapper mapper = new RecordMapper(MappingReader.standard(), rig.settings());

            // When
            Map<RecordKey, String> refused = deliverAll(rig, generated, mapper, 1);
            long writes = writes(rig);
            deliverAll(rig, generated, mapper, 2);

            // Then
            assertThat(writes(rig)).as("what is the same is not sent again").isEqualTo(writes);
            company.offices().forEach(office -> office.customers().forEach(customer -> {
                RecordKey key = new RecordKey(office.office().code(), RecordKind.CUSTOMER, customer.code());
                if (!refused.containsKey(key) && !isOdd(rig, key, customer)) {
                    assertSame(customer, rig.books(), Objects.requireNonNull(rig.delivery(key).afas("DbId"), () -> key
                            + " has no debtor"));
                }
            }));
            assertThat(refused.values()).as("seed " + SEED).containsOnly("COUNTRY_UNKNOWN");
            assertThat(rig.books().debtorsByEmail().entrySet().stream()
                    .filter(mail -> !mail.getKey().isEmpty() && mail.getValue() > 1)).as("as AFAS had it before")
                    .hasSize(1);
            assertThat(rig.afas().calls().violations()).isEmpty();
            assertValid(rig.afas().calls().bodies());
        }
    }

    /** Every customer, by settings of a version; why the mapping refuses some. */
    private static Map<RecordKey, String> deliverAll(Rig rig, GeneratedRecords generated, RecordMapper mapper,
            int version) {
        Map<RecordKey, String> refused = new HashMap<>();
        for (SourceRecord record : generated.records()) {
            if (record.key().kind() == RecordKind.CUSTOMER) {
                switch (mapper.map(record, generated.known(), Trace.NONE)) {
                    case MapResult.Mapped(var updates) ->
                        rig.submit(record.key(), version, version, updates.getFirst().update());
                    case MapResult.Refused no -> refused.put(record.key(), no.cause().code().name());
                    case MapResult.Ignored ignored -> assertThat(ignored.reason()).isEqualTo("template");
                    case MapResult.Waiting waiting -> assertThat(waiting.needed()).isEmpty();
                }
            }
        }
        rig.await();
        return refused;
    }

    private static long writes(Rig rig) {
        return rig.afas().calls().calls().stream().filter(CallLog.Call::write).count();
    }

    /** Two customers share an address, or AFAS has the customer twice. */
    private boolean isOdd(Rig rig, RecordKey key, Relation customer) {
        FailureCode code = rig.ledger().letter(key);
        return code == FailureCode.EMAIL_AMBIGUOUS || code == FailureCode.PARTY_CHANGED || company.offices().stream()
                .flatMap(office -> office.customers().stream()).filter(other -> !customer.email().isEmpty()
                        && other.email().strip().equalsIgnoreCase(customer.email().strip()))
                .count() > 1;
    }

    private static void assertSame(Relation customer, AfasBooks books, String number) {
        Debtor debtor = books.debtor(number).orElseThrow();
        Party party = books.party(debtor.party()).orElseThrow();
        assertThat(party.name()).isEqualTo(customer.name());
        assertThat(party.email()).isEqualTo(customer.email());
        assertThat(party.bankAccounts().stream().map(account -> account.getOrDefault("Iban", account.get("BaAc"))))
                .as(customer.name()).containsExactlyInAnyOrderElementsOf(customer.banks().stream()
                        .map(GeneratedCustomersTest::number).toList());
        List<String> kinds = party.contacts().stream().map(Contact::kind).toList();
        assertThat(kinds.stream().filter("AFL"::equals)).as(customer.name())
                .hasSize((int) customer.addresses().stream().filter(address -> address.type().equals("contact"))
                        .count());
        assertThat(kinds.stream().filter("PRS"::equals)).as(customer.name())
                .hasSize(party.organisation() && isPerson(customer.standardAddress().contact()) ? 1 : 0);
        assertThat(debtor.field("VaTp")).isEqualTo(switch (customer.group()) {
            case "1GRT" -> "003";
            case "3PAR" -> "001";
            case null, default -> "";
        });
        assertThat(debtor.field("AuPa")).isEqualTo(customer.terms().payCode().isEmpty() ? "" : "true");
    }

    /** Some are called "Smit & Zonen": no name of a person. */
    private static boolean isPerson(String contact) {
        return !contact.isEmpty() && !contact.contains("&");
    }

    private static String number(BankAccount account) {
        return account.iban().isEmpty() ? account.accountNumber() : account.iban();
    }

    private static void assertValid(List<CallLog.Body> bodies) {
        Optional<AfasOpenApi> description = AfasOpenApi.find();
        assertThat(bodies).isNotEmpty();
        description.ifPresent(afas -> bodies.forEach(body -> assertThat(
                afas.violations(body.method(), body.operation(), body.text())).as(body.operation()).isEmpty()));
    }

    private static Map<String, Object> settings() throws IOException {
        Map<String, Object> all = new HashMap<>();
        for (PropertySource<?> source : new YamlPropertySourceLoader().load("demo",
                new ClassPathResource("demo.yaml"))) {
            for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                all.put(key, source.getProperty(key));
            }
        }
        return all;
    }
}
