package com.twinafas.simulators.afas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

class GetConnectorTest {

    private AfasSimulator afas;
    private Caller caller;

    @BeforeEach
    void start() {
        afas = AfasSimulator.start(AfasSimulatorConfig.standard().copies(Map.of("Own_Debtors", "Profit_Debtor"))
                .withheld(Set.of("Profit_Warehouses"))
                .clock(InstantSource.fixed(Instant.parse("2026-07-01T10:00:00.750Z"))));
        caller = Caller.of(afas);
    }

    @AfterEach
    void stop() {
        caller.close();
        afas.close();
    }

    @Test
    void showsDebtorWithWorkEmailOfItsParty() {
        caller.post("KnSalesRelationOrg", Bodies.company("Müller & Zn", "info@mueller.example"));

        Caller.Answer rows = caller.rows("Profit_Debtor", "filterfieldids=Email", "filtervalues=INFO@mueller.example",
                "operatortypes=1", "orderbyfieldids=DebtorId");

        assertThat(rows.column("DebtorName")).containsExactly("Müller & Zn");
        assertThat(rows.column("AdressLine1")).containsExactly("Dorpsstraat 12");
        assertThat(rows.column("AdressLine3")).containsExactly("3812 AB  Amersfoort");
        assertThat(rows.json().path("skip").asInt()).isZero();
        assertThat(rows.json().path("take").asInt()).isEqualTo(100);
    }

    @Test
    void writesAmsterdamTimeWithFalseZ() {
        caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example"));

        assertThat(caller.rows("Profit_Debtor").column("ModifiedDate")).containsExactly("2026-07-01T12:00:00Z");
        assertThat(modifiedSince("2026-07-01T12:00:00").column("DebtorId")).hasSize(1);
        assertThat(modifiedSince("2026-07-01T12:00:01").column("DebtorId")).isEmpty();
        assertThat(modifiedSince("2026-07-01T12:00:00Z").status()).isEqualTo(500);
    }

    private Caller.Answer modifiedSince(String time) {
        return caller.rows("Profit_Debtor", "filterfieldids=ModifiedDate", "filtervalues=" + time, "operatortypes=2");
    }

    @Test
    void filtersByAlternativesOfConditions() {
        Caller.Answer either = caller.rows("Profit_Accounts", "filterfieldids=Type,Account;Account",
                "filtervalues=W,8010;1300", "operatortypes=1,1;1", "orderbyfieldids=-Account");
        assertThat(either.column("Account")).containsExactly("8010", "1300");

        Caller.Answer json = caller.rows("Profit_Accounts",
                "filterjson={\"Filters\":{\"Filter\":[{\"@FilterId\":\"1\",\"Field\":[{\"@FieldId\":\"Account\","
                        + "\"@OperatorType\":\"10\",\"#text\":\"80\"},{\"@FieldId\":\"Account\","
                        + "\"@OperatorType\":\"7\",\"#text\":\"8010\"}]}]}}",
                "orderbyfieldids=Account");
        assertThat(json.column("Account")).containsExactly("8000", "8020", "8074");
    }

    @Test
    void knowsEveryOperator() {
        Map<String, List<String>> found = Map.of("2,8020", List.of("8020", "8074"), "3,0100", List.of("0100"),
                "4,8020", List.of("8074"), "5,1100", List.of("0100"), "6,51", List.of("1510"), "10,807",
                List.of("8074"), "13,074", List.of("8074"), "15,8000..8019", List.of("8000", "8010"), "8,x",
                List.of());
        found.forEach((condition, accounts) -> {
            String[] parts = condition.split(",", -1);
            assertThat(caller.rows("Profit_Accounts", "filterfieldids=Account", "filtervalues=" + parts[1],
                    "operatortypes=" + parts[0], "orderbyfieldids=Account").column("Account")).as(condition)
                    .isEqualTo(accounts);
        });
        assertThat(caller.rows("Profit_Accounts", "filterfieldids=DimAx1", "filtervalues=x", "operatortypes=9")
                .column("Account")).containsExactly("8074");
    }

    @Test
    void showsWhatEntriesNeedOfTheEnvironment() {
        assertThat(caller.rows("Profit_Accounts", "filterfieldids=DimAx1", "filtervalues=B", "operatortypes=1")
                .column("Account")).containsExactly("8074");
        assertThat(caller.rows("Profit_Journals", "filterfieldids=Blocked", "filtervalues=true", "operatortypes=1")
                .column("JournalId")).containsExactly("89");
        assertThat(caller.rows("Profit_VAT_code", "filterfieldids=VatType", "filtervalues=I", "operatortypes=1")
                .column("AccountNr")).containsExactly("1530");
        assertThat(caller.rows("Profit_Administrations", "orderbyfieldids=AdminId").column("AdminId"))
                .containsExactly("1", "2");
    }

    @Test
    void pagesByItsRules() {
        assertThat(caller.rows("ProfitCountries", "skip=50", "take=100", "orderbyfieldids=CoId").column("CoId"))
                .hasSizeLessThan(10);
        assertThat(caller.rows("ProfitCountries", "skip=-1", "take=-1").column("CoId")).hasSizeGreaterThan(50);
        assertThat(caller.rows("ProfitCountries", "take=0").column("CoId")).hasSize(1);

        Caller.Answer refused = caller.language("en-us").rows("ProfitCountries", "skip=2", "take=-1");
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.said()).isEqualTo("An unexpected error has occurred.");
        assertThat(refused.json().path("errorNumber").asLong()).isEqualTo(-2147180999);
    }

    @Test
    void losesRowsBetweenPagesWithoutOrder() {
        Set<String> seen = new HashSet<>();
        for (int skip = 0; skip < 60; skip += 10) {
            seen.addAll(caller.rows("ProfitCountries", "skip=" + skip, "take=10").column("CoId"));
        }

        int all = caller.rows("ProfitCountries", "skip=-1", "take=-1").column("CoId").size();
        assertThat(all).isLessThanOrEqualTo(60);
        assertThat(seen).hasSizeLessThan(all);
    }

    @Test
    void doesNotFindLongQueries() {
        String fits = "/connectors/ProfitCountries?take=1&filterfieldids=CoId&operatortypes=1&filtervalues=";
        int room = 2049 - (fits.length() - fits.indexOf('?') - 1);

        assertThat(caller.get(fits + "x".repeat(room)).status()).isEqualTo(200);
        assertThat(caller.get(fits + "x".repeat(room + 1)).status()).isEqualTo(404);
    }

    @Test
    void saysWhichColumnIsUnknownInTheLanguageAskedFor() {
        assertThat(caller.language("en-us").rows("Profit_Debtor", "orderbyfieldids=ModifiedDat").said())
                .isEqualTo("Connector field 'ModifiedDat' not found");
        assertThat(caller.language("nl-nl").rows("Profit_Debtor", "orderbyfieldids=debtorid").said())
                .isEqualTo("Connectorveld 'debtorid' niet gevonden");
    }

    @Test
    void grantsCopiesAndWithholdsWhatIsNotGranted() {
        assertThat(caller.rows("Own_Debtors").status()).isEqualTo(200);
        assertThat(caller.get("/Metainfo/get/Own_Debtors").json().path("fields").size()).isEqualTo(21);

        Caller.Answer withheld = caller.language("en-us").rows("Profit_Warehouses");
        assertThat(withheld.status()).isEqualTo(500);
        assertThat(withheld.said())
                .isEqualTo("GetConnector not supported for this app or the user is not authorized");
        assertThat(caller.get("/metainfo").json().toString()).contains("Own_Debtors", "FiEntries")
                .doesNotContain("Profit_Warehouses");
    }

    @Test
    void countsTheSameConnectorTwiceAtOnceAsViolation() {
        caller.rows("Profit_Debtor");
        assertThat(afas.calls().violations()).isEmpty();
        assertThat(afas.calls().mostAtOnce()).isEqualTo(1);

        afas.faults().add(FaultRule.of("slow", new Fault.Delayed(Duration.ofMillis(300))));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.generate(() -> CompletableFuture.runAsync(() -> caller.rows("Profit_Debtor"), threads)).limit(2)
                    .toList().forEach(CompletableFuture::join);
        }

        assertThat(afas.calls().violations()).containsExactly("GetConnector Profit_Debtor was called 2 times at once");
        assertThat(afas.calls().mostAtOnce()).isEqualTo(2);
        assertThat(afas.calls().counts()).containsEntry("Profit_Debtor", 3);
    }
}
