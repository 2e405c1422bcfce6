package com.twinafas.simulators.afas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.afas.setup.AfasSetup;
import com.twinafas.simulators.afas.setup.StandardSetup;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

class EntryTest {

    private AfasSimulator afas;
    private Caller caller;
    private String debtor;

    @BeforeEach
    void start() {
        afas = AfasSimulator.start(AfasSimulatorConfig.standard().setup(StandardSetup.create()
                .withBlockedPeriods(Set.of(new AfasSetup.Period(1, 2024, 8), new AfasSetup.Period(1, 2024, 11)))));
        caller = Caller.of(afas).language("en-us");
        debtor = caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example")).key("KnSalesRelationOrg",
                "DbId");
    }

    @AfterEach
    void stop() {
        caller.close();
        afas.close();
    }

    @Test
    void booksEntryThatCanBeFoundByItsKeys() {
        Caller.Answer answer = caller.post("FiEntries", Bodies.entry(debtor, "F1", "0001/sales-invoice/F/1"));

        assertThat(answer.key("FiEntryPar", "UnId")).isEqualTo("1");
        assertThat(answer.key("FiEntryPar", "EnNo")).isEqualTo("50001");
        Caller.Answer rows = caller.rows("Profit_Transactions", "filterfieldids=UnitId,VoucherNo",
                "filtervalues=1,0001/sales-invoice/F/1", "operatortypes=1,1", "orderbyfieldids=EntryNo,SeqNo");
        assertThat(rows.column("AccountNo")).containsExactly(debtor, "8010", "1510");
        assertThat(rows.column("InvoiceId")).containsOnly("F1");
        assertThat(caller.rows("Profit_Debtor_Invoices").column("Balance")).containsExactly("12100");
    }

    @Test
    void refusesWhatCannotBeBooked() {
        refuses(Bodies.entry("20", "", debtor, "8010", "2000"), "does not balance (debit 12100, credit 12000)");
        refuses(Bodies.entry("20", "", debtor, "9999", "2100"),
                "The entered value for 'Account Number' does not exist | Enter a value for 'Account Number'.");
        refuses(Bodies.entry("20", "", "77777", "8010", "2100"), "'Account Number' does not exist");
        refuses(Bodies.entry("20", "\"EnNo\": \"7\",", debtor, "8010", "2100"), "(EnNo) may not be given");
        refuses(Bodies.entry("20", "", debtor, "1300", "2100"), "(AFASFiEntry) VAT is not allowed for account 1300.");
        refuses(Bodies.entry("20", "", debtor, "8074", "2100"),
                "Allocation code for axis 'Kostenplaats' must be filled for account 8074");
        refuses(Bodies.entry("99", "", debtor, "8010", "2100"), "'Journal' does not exist");
        refuses(Bodies.entry(debtor, "F1", "V").replace("\"VaId\": \"1\"", "\"VaId\": \"99\""),
                "(AntaObject) The foreignkey does not exist in the database. FieldId=VAT code, ForeignkeyId=KnVat");
        refuses(Bodies.entry(debtor, "F1", "V").replace("\"AmCr\": \"10000\"", "\"AmCr\": \"0\""),
                "without an amount");
        refuses(Bodies.entry(debtor, "F1", "V").replace("\"AcNr\": \"8010\", ", ""),
                "(AntaObject) There is no value entered in mandatory field 'Account Number' (AcNr).");
        refuses(Bodies.entry(debtor, "F1", "V").replace("\"2026\"", "\"2024\"").replace("\"11\"", "\"8\""),
                "For this administration, period 8 of the year 2024 is blocked.");
        refuses(Bodies.entry(debtor, "F1", "V").replace("2026-11-02", "2024-11-01"),
                "Date '1-11-2024' belongs to a blocked period");
        refuses(Bodies.entry(debtor, "F1", "V").replace("\"AcNr\": \"8010\"",
                "\"AcNr\": \"4108\"").replace("\"AmCr\": \"10000\", \"VaId\": \"1\"}}", """
                        "AmCr": "10000"}, "Objects": {"FiDimEntries": {"Element": {"Fields": {"DiC1": "10575"}}}}}"""),
                "General message: There is no assignment for cost center '10575' with account '4108' or the "
                        + "assignment is blocked.");
        assertThat(afas.books().entries()).isEmpty();
    }

    private void refuses(String body, String because) {
        Caller.Answer answer = caller.post("FiEntries", body);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.said()).contains(because);
    }

    @Test
    void takesInvoiceNumberOnceInJournal() {
        caller.post("FiEntries", Bodies.entry(debtor, "F1", "V1"));

        assertThat(caller.post("FiEntries", Bodies.entry(debtor, "F1", "V2")).said()).isEqualTo(
                "General message: Invoice number F1 is already used in finance for Debtor " + debtor + ".");
        assertThat(afas.books().byVoucher("V1")).hasSize(1);
    }

    @Test
    void givesInvoiceNumbersItselfWhenAsked() {
        Caller.Answer answer = caller.post("FiEntries",
                Bodies.entry("20", "", debtor, "8010", "2100").replace("\"UnId\"", "\"AuNu\": \"1\", \"UnId\""));

        assertThat(answer.key("FiEntryPar", "InId")).isEqualTo("IH000001");
    }

    @Test
    void locksJournalWhileAnotherEntryIsOnItsWay() {
        stop();
        afas = AfasSimulator.start(AfasSimulatorConfig.standard().latency(Duration.ofMillis(300)));
        caller = Caller.of(afas).language("en-us");
        debtor = caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example")).key("KnSalesRelationOrg",
                "DbId");

        List<Caller.Answer> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Caller.Answer>> both = Stream.of("F1", "F2")
                    .map(invoice -> CompletableFuture.supplyAsync(
                            () -> caller.post("FiEntries", Bodies.entry(debtor, invoice, invoice)), threads))
                    .toList();
            answers = both.stream().map(CompletableFuture::join).toList();
        }

        assertThat(answers).extracting(Caller.Answer::status).containsExactlyInAnyOrder(201, 500);
        assertThat(answers).extracting(Caller.Answer::said).contains("Journal '20' is blocked by another user.");
        assertThat(afas.calls().mostAtOnce()).isEqualTo(2);
        assertThat(afas.books().entries()).hasSize(1);
    }

    @Test
    void isLockedForSomeTries() {
        afas.faults().add(FaultRule.of("in use", new Fault.Locked()).operation("FiEntries").times(2));

        String body = Bodies.entry(debtor, "F1", "V1");
        assertThat(Stream.generate(() -> caller.post("FiEntries", body).status()).limit(3)).containsExactly(500, 500,
                201);
    }
}
