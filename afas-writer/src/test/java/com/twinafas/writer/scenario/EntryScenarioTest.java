package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.entry;
import static com.twinafas.writer.scenario.Samples.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;

class EntryScenarioTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");

    private final Rig rig = new Rig(AfasSimulatorConfig.standard().latency(Duration.ofMillis(10)), java.util.Map.of());

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
        rig.submit(transaction(1), 3, new com.twinafas.schemas.update.AfasUpdate.EntryUpdate("1", "20",
                transaction(1).toString(), "2026001", Samples.DATE.plusDays(1), java.math.BigDecimal.TEN, COMPANY,
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
