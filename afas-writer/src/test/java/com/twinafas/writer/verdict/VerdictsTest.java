package com.twinafas.writer.verdict;

import static com.twinafas.writer.scenario.Samples.article;
import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.item;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.doubt.PeriodOfDoubt;
import com.twinafas.pipeline.doubt.Verdict;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.scenario.Rig;
import com.twinafas.writer.scenario.Samples;

class VerdictsTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");
    private static final PeriodOfDoubt SHORT = new PeriodOfDoubt(Duration.ofMillis(600));

    private final Rig rig = new Rig(AfasSimulatorConfig.standard(), Map.of("twinafas.writer.look-up", "false"));
    private final InstantSource later = () -> Instant.now().plusSeconds(5);

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void anOrderThatIsThereIsDeliveredUnderItsNumber() {
        // Given
        doubt("FbSales", new Fault.AnswerLost(), invoice(1), order(invoice(1), COMPANY, 1));
        String number = rig.books().orders().getFirst().number();

        // When
        settle(invoice(1), number, later);

        // Then
        assertThat(rig.delivery(invoice(1)).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(rig.delivery(invoice(1)).afas("OrNu")).isEqualTo(number);
        assertThat(rig.ledger().letter(invoice(1))).isNull();

        // When it changes later
        rig.deliver(invoice(1), 2, order(invoice(1), COMPANY, 7));

        // Then
        assertThat(rig.books().orders()).singleElement()
                .satisfies(order -> assertThat(order.lines().getFirst().quantity()).isEqualByComparingTo("7"));
    }

    @Test
    void anOrderThatIsNotThereIsSentAgainWhenItIsRedriven() {
        // Given
        AfasUpdate update = order(invoice(1), COMPANY, 1);
        doubt("FbSales", new Fault.ResetBeforeCommit(), invoice(1), update);
        assertThat(rig.books().orders()).isEmpty();

        // When
        settle(invoice(1), null, later);
        rig.deliver(invoice(1), 1, update);

        // Then
        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.delivery(invoice(1)).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(rig.ledger().letter(invoice(1))).isNull();
        assertThat(rig.ledger().steps(invoice(1))).contains("settled");
    }

    @Test
    void nobodyCanSayThatItIsNotThereWhileAfasMayStillBeAtIt() {
        // Given
        doubt("FbSales", new Fault.AnswerLost(), invoice(1), order(invoice(1), COMPANY, 1));

        // When
        settle(invoice(1), null, () -> intended(invoice(1)).plusMillis(500));

        // Then
        assertThat(rig.delivery(invoice(1)).intent()).isNotNull();
    }

    @Test
    void aVerdictOnAnotherRequestOfTheRecordChangesNothing() {
        // Given
        doubt("FbSales", new Fault.AnswerLost(), invoice(1), order(invoice(1), COMPANY, 1));

        // When
        verdicts(later).carryOut(new Verdict(invoice(1), "another", null, "anna", Instant.now()));

        // Then
        assertThat(rig.delivery(invoice(1)).intent()).isNotNull();
    }

    @Test
    void anEntryThatIsThereIsDeliveredUnderItsNumber() {
        // Given
        RecordKey key = transaction(1);
        AfasUpdate entry = Samples.entry(key, "E1", COMPANY);
        doubt("FiEntries", new Fault.AnswerLost(), key, entry);
        String number = String.valueOf(rig.books().entries().getFirst().number());

        // When
        settle(key, number, later);
        rig.deliver(key, 1, entry);

        // Then
        assertThat(rig.books().entries()).hasSize(1);
        assertThat(rig.delivery(key).keys()).containsEntry("EnNo", number).containsEntry("JoCo", "20");
        assertThat(rig.ledger().letter(key)).isNull();
    }

    @Test
    void aCustomerThatIsThereIsMadeSureOfByItsNextUpdate() {
        // Given
        rig.ledger().crashAt(entry -> entry.deliveries().stream().anyMatch(delivery -> delivery.afas("DbId") != null));
        rig.submit(customer("1001"), 1, new AfasUpdate.DebtorUpdate(COMPANY));
        rig.await();
        rig.restart();
        String number = rig.books().debtors().getFirst().number();

        // When
        settle(customer("1001"), number, later);
        rig.deliver(customer("1001"), 1, new AfasUpdate.DebtorUpdate(COMPANY));

        // Then
        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(rig.delivery(customer("1001")).afas("DbId")).isEqualTo(number);
        assertThat(rig.delivery(customer("1001")).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void anItemThatIsThereIsDelivered() {
        // Given
        rig.ledger().crashAt(entry -> entry.deliveries().stream().anyMatch(delivery -> delivery.version() != null));
        rig.submit(article("NIEUW"), 1, item("NIEUW", "Nieuw"));
        rig.await();
        rig.restart();

        // When
        settle(article("NIEUW"), "NIEUW", later);

        // Then
        assertThat(rig.delivery(article("NIEUW")).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(rig.delivery(article("NIEUW")).keys()).isEqualTo(Map.of("ItCd", "NIEUW"));
    }

    @Test
    void aChangeThatCanBeSentTwiceIsSentAgainWhateverIsSaid() {
        // Given
        rig.deliver(customer("1001"), 1, new AfasUpdate.DebtorUpdate(COMPANY));
        String number = Objects.requireNonNull(rig.delivery(customer("1001")).afas("DbId"));
        DebtorBlock other = company("1001", 2, "Ander B.V.", "info@v.example");
        rig.ledger().crashBehind(entry -> entry.deliveries().stream().anyMatch(delivery -> delivery.intent() != null));
        rig.submit(customer("1001"), 2, new AfasUpdate.DebtorUpdate(other));
        rig.await();
        rig.restart();

        // When it is said too soon, then when nothing can be under way any more
        settle(customer("1001"), number, () -> intended(customer("1001")).plusMillis(500));
        assertThat(rig.delivery(customer("1001")).intent()).isNotNull();
        settle(customer("1001"), number, later);

        // Then
        assertThat(rig.delivery(customer("1001")).intent()).isNull();
        assertThat(rig.delivery(customer("1001")).version()).extracting(Version::revision).isEqualTo(1L);
        rig.deliver(customer("1001"), 2, new AfasUpdate.DebtorUpdate(other));
        assertThat(rig.books().parties()).singleElement()
                .satisfies(party -> assertThat(party.name()).isEqualTo("Ander B.V."));
    }

    @Test
    void aVerdictNamesWhoGaveItAndWhat() {
        // Given
        doubt("FbSales", new Fault.AnswerLost(), invoice(1), order(invoice(1), COMPANY, 1));
        String number = rig.books().orders().getFirst().number();

        // When
        settle(invoice(1), number, later);

        // Then
        assertThat(rig.ledger().details(invoice(1))).last()
                .isEqualTo(Map.of("by", "anna", "answer", "there", "number", number));
    }

    /** With a person, because nothing can be looked up. */
    private void doubt(String connector, Fault fault, RecordKey key, AfasUpdate update) {
        rig.afas().faults().add(FaultRule.of("doubt", fault).operation(connector).method("POST").nth(1));
        rig.deliver(key, 1, update);
        assertThat(rig.ledger().letter(key)).isEqualTo(FailureCode.IN_DOUBT);
    }

    private Instant intended(RecordKey key) {
        return Objects.requireNonNull(rig.delivery(key).intent()).recordedAt();
    }

    private void settle(RecordKey key, @Nullable String number, InstantSource clock) {
        verdicts(clock).carryOut(new Verdict(key, Objects.requireNonNull(rig.delivery(key).intent()).id(), number,
                "anna", Instant.now()));
    }

    private Verdicts verdicts(InstantSource clock) {
        return new Verdicts(rig.ledger(), clock, SHORT);
    }
}
