package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

class LineScenarioTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");

    private Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void waitsForMaintenanceToEndAndTellsOnce() {
        rig.afas().faults().add(FaultRule.of("maintenance", new Fault.Maintenance(Duration.ofSeconds(1))));
        for (int i = 1; i <= 10; i++) {
            rig.submit(invoice(i), i, order(invoice(i), COMPANY, 1));
        }
        Awaitility.await().until(() -> !rig.ledger().line().isEmpty());
        assertThat(rig.books().orders()).isEmpty();

        rig.afas().faults().clear();
        rig.await();

        assertThat(rig.books().orders()).hasSize(10);
        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(rig.ledger().line()).containsExactly("stopped: AFAS_UNAVAILABLE", "resumed");
        for (int i = 1; i <= 10; i++) {
            assertThat(rig.ledger().letter(invoice(i))).isNull();
        }
    }

    @Test
    void drainsTheBacklogWithAllItsCallsWithinSecondsOfTheAnnouncedEnd() {
        // Given
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard().latency(Duration.ofMillis(20)), Map.of("twinafas.writer.probe",
                "30s"));
        rig.deliver(customer("1001"), 1, new AfasUpdate.DebtorUpdate(COMPANY));
        rig.afas().faults().add(FaultRule.of("maintenance", new Fault.Maintenance(Duration.ofSeconds(2))));

        // When
        for (int i = 1; i <= 60; i++) {
            rig.submit(transaction(i), i, Samples.entry(transaction(i), "E" + i, null));
            rig.submit(invoice(i), i, order(invoice(i), company("C" + i, i, "Klant " + i, "k" + i + "@v.example"), 1));
        }
        Awaitility.await().until(() -> rig.afas().faults().fired("maintenance") > 0);
        Instant announced = Instant.now().plusSeconds(2);
        rig.afas().faults().clear();
        Awaitility.await().until(() -> !rig.books().orders().isEmpty());
        Instant resumed = Instant.now();
        rig.await();

        // Then
        assertThat(resumed).isBetween(announced.minusSeconds(1), announced.plusSeconds(5));
        assertThat(rig.books().orders()).hasSize(60);
        assertThat(rig.books().entries()).hasSize(60);
        assertThat(rig.ledger().withPerson()).isEmpty();
        assertThat(rig.afas().calls().mostAtOnce()).isEqualTo(4);
        assertThat(rig.ledger().line()).as("over before anybody had to be told").isEmpty();
    }

    @Test
    void goesOnProbingWhenCredentialsAreRefusedAndDeadLettersNothing() {
        // Given
        rig.afas().denyAddress(true);
        for (int i = 1; i <= 20; i++) {
            rig.submit(invoice(i), i, order(invoice(i), COMPANY, 1));
        }
        Awaitility.await().until(() -> rig.ledger().line().contains("stopped: AFAS_UNAUTHORIZED"));

        // When it lasts
        Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5))
                .until(() -> rig.ledger().line().size() == 1);
        rig.afas().denyAddress(false);
        rig.await();

        // Then
        assertThat(rig.books().orders()).hasSize(20);
        assertThat(rig.ledger().withPerson()).isEmpty();
        assertThat(rig.ledger().line()).containsExactly("stopped: AFAS_UNAUTHORIZED", "resumed");
    }

    @Test
    void goesOnWhenMaintenanceBeginsBetweenTheLookAndTheRequest() {
        rig.afas().faults().add(FaultRule.of("maintenance", new Fault.Maintenance(Duration.ofSeconds(1)))
                .operation("FbSales").times(1));

        rig.deliver(invoice(1), 1, order(invoice(1), COMPANY, 1));

        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.delivery(invoice(1)).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(rig.ledger().line()).isEmpty();
    }

    @Test
    void stopsWhenAfasDoesNotAcceptTheCredentialsAndResumes() {
        rig.afas().denyAddress(true);
        rig.submit(invoice(1), 1, order(invoice(1), COMPANY, 1));
        Awaitility.await().until(() -> rig.ledger().line().contains("stopped: AFAS_UNAUTHORIZED"));

        rig.afas().denyAddress(false);
        rig.await();

        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.ledger().line()).containsExactly("stopped: AFAS_UNAUTHORIZED", "resumed");
    }

    @Test
    void goesOnWithAFreshTokenWhenAfasEndedTheOldOneWithoutSayingSo() {
        // Given
        rig.deliver(invoice(1), 1, order(invoice(1), COMPANY, 1));
        rig.afas().endTokensWithoutAWord();

        // When the first call with it is a write
        rig.deliver(customer("1001"), 2, new AfasUpdate.DebtorUpdate(company("1001", 2, "Ander B.V.",
                "info@v.example")));

        // Then
        assertThat(rig.books().parties()).singleElement()
                .satisfies(party -> assertThat(party.name()).isEqualTo("Ander B.V."));
        assertThat(rig.ledger().line()).isEmpty();
    }

    @Test
    void triesAgainWhenAJournalIsInUse() {
        RecordKey key = transaction(1);
        rig.afas().faults().add(FaultRule.of("locked", new Fault.Locked()).operation("FiEntries").times(3));

        rig.deliver(key, 1, Samples.entry(key, "2026001", COMPANY));

        assertThat(rig.books().byVoucher(key.toString())).hasSize(1);
        assertThat(rig.ledger().letter(key)).isNull();
        assertThat(rig.afas().calls().of("FiEntries")).hasSize(4);
    }

    @Test
    void refusesWithTheConnectorWhenAfasAlwaysFailsAtItAndDeliversTheOthers() {
        // Given
        rig.afas().faults().add(FaultRule.of("broken", new Fault.Unexpected()).operation("Profit_Debtor"));

        // When
        rig.submit(invoice(1), 1, order(invoice(1), COMPANY, 1));
        rig.submit(Samples.article("NIEUW"), 2, Samples.item("NIEUW", "Nieuw"));
        rig.await();

        // Then
        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.AFAS_CONNECTOR_FAILS);
        assertThat(rig.books().item("NIEUW")).isPresent();
        assertThat(rig.ledger().line()).isEmpty();

        // When
        rig.afas().faults().clear();
        rig.deliver(invoice(1), 1, order(invoice(1), COMPANY, 1));

        // Then
        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.ledger().letter(invoice(1))).isNull();
    }

    @Test
    void refusesWithTheCauseWhenAConnectorIsNotGranted() {
        rig.afas().faults().add(FaultRule.of("gone", new Fault.Given(500, "application/json",
                "{\"externalMessage\":\"Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet"
                        + " geautoriseerd.\",\"errorNumber\":-2147180996}"))
                .operation("FbSales"));

        rig.deliver(invoice(1), 1, order(invoice(1), COMPANY, 1));

        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.AFAS_CONTRACT_BROKEN);
        assertThat(rig.delivery(invoice(1)).intent()).isNull();
    }
}
