package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.entry;
import static com.twinafas.writer.scenario.Samples.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.EntryDebtor;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.setup.AfasSetup;
import com.twinafas.simulators.afas.setup.StandardSetup;

class EntryScenarioTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");

    private final Rig rig = new Rig(AfasSimulatorConfig.standard().latency(Duration.ofMillis(10)), Map.of());

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void booksATransactionOnItsDebtorWithVoucherAndInvoiceNumber() {
        rig.deliver(transaction(1), 1, entry(transaction(1), "2026001", COMPANY));

        String debtor = rig.books().debtors().getFirst().number();
        assertThat(rig.books().entries()).singleElement().satisfies(booked -> {
            assertThat(booked.journal()).isEqualTo("20");
            assertThat(booked.administration()).isEqualTo(1);
            assertThat(booked.lines()).allSatisfy(
                    line -> assertThat(line.field("BpNr")).isEqualTo(transaction(1).toString()));
            assertThat(booked.lines().getFirst().field("AcNr")).isEqualTo(debtor);
            assertThat(booked.lines().getFirst().field("InId")).isEqualTo("2026001");
        });
        assertThat(rig.delivery(transaction(1)).afas("EnNo")).isNotNull();
    }

    @Test
    void booksABankStatementOnTheDebtorOfEachCustomerWithTheInvoiceItPays() {
        // Given
        DebtorBlock other = company("1002", 1, "Ander B.V.", "info@a.example");
        rig.deliver(transaction(1), 1, entry(transaction(1), "2026001", COMPANY));

        // When
        rig.deliver(transaction(2), 2,
                Samples.statement(transaction(2), new Samples.Payment(COMPANY, "2026001", "121.00"),
                        new Samples.Payment(other, "2026002", "50.00"),
                        new Samples.Payment(COMPANY, "2026003", "7.00")));

        // Then
        String first = Objects.requireNonNull(rig.delivery(COMPANY.customer()).afas("DbId"));
        String second = Objects.requireNonNull(rig.delivery(other.customer()).afas("DbId"));
        assertThat(rig.books().debtors()).hasSize(2);
        assertThat(rig.books().byVoucher(transaction(2).toString())).singleElement()
                .satisfies(booked -> assertThat(booked.lines())
                        .extracting(line -> line.field("VaAs") + " " + line.field("AcNr") + " " + line.field("InId"))
                        .containsExactly("1 1100 ", "2 " + first + " 2026001", "2 " + second + " 2026002",
                                "2 " + first + " 2026003"));
        assertThat(rig.books().openInvoices()).extracting(one -> one.number() + " " + one.balance().intValueExact())
                .containsExactlyInAnyOrder("2026002 -50", "2026003 -7");
    }

    @Test
    void makesNoCustomerOfSeveralStatementsTwice() {
        List<DebtorBlock> customers = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> company("20" + i, 1, "Klant " + i, "k" + i + "@v.example")).toList();
        for (int i = 1; i <= 6; i++) {
            rig.submit(transaction(i), i,
                    Samples.statement(transaction(i), new Samples.Payment(customers.get(i % 6), "A" + i, "1.00"),
                            new Samples.Payment(customers.get((i + 2) % 6), "B" + i, "2.00"),
                            new Samples.Payment(customers.get((i + 3) % 6), "C" + i, "3.00")));
        }
        rig.await();

        assertThat(rig.books().entries()).hasSize(6);
        assertThat(rig.books().debtorsByEmail()).hasSize(6).allSatisfy((mail, count) -> assertThat(count).isOne());
    }

    @Test
    void booksNothingWhileTheDebtorOfOneCustomerIsRefused() {
        // Given
        DebtorBlock nobody = Samples.onDebtor(company("1003", 1, "Niemand B.V.", "nobody@v.example"), "99999");

        // When
        rig.deliver(transaction(1), 1, Samples.statement(transaction(1), new Samples.Payment(COMPANY, "1", "10.00"),
                new Samples.Payment(nobody, "2", "20.00")));

        // Then
        assertThat(rig.ledger().letter(transaction(1))).isEqualTo(FailureCode.DEBTOR_MISSING);
        assertThat(rig.books().entries()).isEmpty();
    }

    @Test
    void reportsAMissingObligatoryAllocationBeforeAnythingIsSent() {
        rig.deliver(transaction(1), 1, onAccount("8074", entry(transaction(1), "2026001", COMPANY)));

        assertThat(cause(rig)).isEqualTo("ALLOCATION_MISSING{account=8074, axis=1}");
        assertThat(rig.afas().calls().of("FiEntries")).isEmpty();
        assertThat(rig.books().debtors()).isEmpty();

        rig.deliver(transaction(2), 2, allocated(onAccount("8074", entry(transaction(2), "2026002", COMPANY))));
        rig.deliver(transaction(3), 3, entry(transaction(3), "2026003", COMPANY));

        assertThat(rig.books().entries()).hasSize(2);
        assertThat(rig.afas().calls().of("Profit_Accounts")).as("one call for all").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAMissingAllocationToAfasWithoutTheConnector(boolean withheld) {
        // Given
        AfasSimulatorConfig config = AfasSimulatorConfig.standard();
        try (Rig without = new Rig(withheld ? config.withheld(Set.of("Profit_Accounts")) : config,
                withheld ? Map.of() : Map.of("twinafas.afas.connectors.accounts", ""))) {
            // When
            without.deliver(transaction(1), 1, onAccount("8074", entry(transaction(1), "2026001", COMPANY)));

            // Then
            assertThat(cause(without))
                    .isEqualTo("ALLOCATION_MISSING{account=8074, axis=Kostenplaats}");
            assertThat(without.afas().calls().of("FiEntries")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"nl-nl,11,2026/11", "en-us,11,2026/11", "nl-nl,10,2026-11-20", "en-us,10,2026-11-20"})
    void namesThePeriodThatIsBlocked(String language, String period, String named) {
        // Given
        AfasSetup blocked = StandardSetup.create().withBlockedPeriods(Set.of(new AfasSetup.Period(1, 2026, 11)));
        try (Rig closed = new Rig(AfasSimulatorConfig.standard().setup(blocked),
                Map.of("twinafas.afas.language", language))) {
            AfasUpdate.EntryUpdate entry = entry(transaction(1), "2026001", COMPANY);

            // When
            closed.deliver(transaction(1), 1, with(entry, entry.entry().with("Peri", period)));

            // Then
            assertThat(cause(closed)).isEqualTo("PERIOD_BLOCKED{date=" + named + "}");
            assertThat(closed.delivery(transaction(1)).intent()).isNull();
            assertThat(closed.books().entries()).isEmpty();
        }
    }

    private static String cause(Rig rig) {
        return Cause.of(Objects.requireNonNull(rig.ledger().letter(transaction(1))),
                rig.ledger().letterParameters(transaction(1))).key();
    }

    private static AfasUpdate.EntryUpdate onAccount(String account, AfasUpdate.EntryUpdate entry) {
        return withRevenue(entry, entry.entry().object("FiEntries").get(1).with("AcNr", account));
    }

    private static AfasUpdate.EntryUpdate allocated(AfasUpdate.EntryUpdate entry) {
        return withRevenue(entry, entry.entry().object("FiEntries").get(1).withObject("FiDimEntries",
                List.of(AfasElement.EMPTY.with("DiC1", "100").with("AmCr", FieldValue.of(new BigDecimal("100.00"))))));
    }

    private static AfasUpdate.EntryUpdate withRevenue(AfasUpdate.EntryUpdate entry, AfasElement revenue) {
        List<AfasElement> lines = new ArrayList<>(entry.entry().object("FiEntries"));
        lines.set(1, revenue);
        return with(entry, entry.entry().withObject("FiEntries", lines));
    }

    private static AfasUpdate.EntryUpdate with(AfasUpdate.EntryUpdate entry, AfasElement element) {
        return new AfasUpdate.EntryUpdate(entry.administration(), entry.journal(), entry.voucher(), entry.date(),
                entry.total(), entry.debtors(), element);
    }

    @Test
    void booksOneAtATimeInAJournal() {
        for (int i = 1; i <= 20; i++) {
            rig.submit(transaction(i), i, entry(transaction(i), "2026" + i, COMPANY));
        }
        rig.await();

        assertThat(rig.books().entries()).hasSize(20);
        assertThat(rig.afas().calls().of("FiEntries")).hasSize(20).allMatch(call -> call.status() == 201);
    }

    @Test
    void neverChangesAnEntry() {
        rig.deliver(transaction(1), 1, entry(transaction(1), "2026001", COMPANY));

        rig.deliver(transaction(1), 2, entry(transaction(1), "2026002", company("1001", 2, "Ander", "a@v.example")));
        rig.submit(transaction(1), 3, new AfasUpdate.EntryUpdate("1", "20", transaction(1).toString(),
                Samples.DATE.plusDays(1), BigDecimal.TEN, List.of(new EntryDebtor(COMPANY, List.of(0))),
                entry(transaction(1), "2026001", COMPANY).entry().with("Year", "2025")));
        rig.await();

        assertThat(rig.ledger().letter(transaction(1))).isEqualTo(FailureCode.DOCUMENT_CHANGED);
        assertThat(rig.books().entries()).hasSize(1);
    }

    @Test
    void skipsAnEntryThatAfasAlreadyHas() {
        rig.deliver(transaction(1), 1, entry(transaction(1), "2026001", COMPANY));
        rig.ledger().forget();

        rig.deliver(transaction(1), 1, entry(transaction(1), "2026001", COMPANY));

        assertThat(rig.books().entries()).hasSize(1);
        assertThat(rig.delivery(transaction(1)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(rig.delivery(transaction(1)).afas("EnNo")).isNotNull();
    }

    @Test
    void refusesAnInvoiceNumberThatTheBooksHave() {
        rig.deliver(transaction(1), 1, entry(transaction(1), "2026001", COMPANY));

        rig.deliver(transaction(2), 2, entry(transaction(2), "2026001", COMPANY));

        assertThat(rig.ledger().letter(transaction(2))).isEqualTo(FailureCode.NUMBER_TAKEN);
        assertThat(rig.books().entries()).hasSize(1);
        assertThat(rig.delivery(transaction(2)).intent()).isNull();
    }
}
