package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static com.twinafas.writer.scenario.Samples.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.AfasUpdate.DebtorUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.writer.delivery.Delivery;

class DoubtScenarioTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");
    private static final DebtorBlock WITHOUT_MAIL = person("1002", 1, "Jansen", null);

    private Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    static Stream<Arguments> creations() {
        RecordKey entry = transaction(1);
        return Stream.of(
                Arguments.of("KnSalesRelationOrg", customer("1001"), new DebtorUpdate(COMPANY)),
                Arguments.of("KnSalesRelationOrg", invoice(1), order(invoice(1), COMPANY, 1)),
                Arguments.of("KnSalesRelationPer", invoice(1), order(invoice(1), WITHOUT_MAIL, 1)),
                Arguments.of("FbSales", invoice(1), order(invoice(1), COMPANY, 2)),
                Arguments.of("FbDirectInvoice", invoice(1), Samples.directInvoice(invoice(1), COMPANY, 2)),
                Arguments.of("FbItemArticle", Samples.article("NIEUW"), Samples.item("NIEUW", "Nieuw")),
                Arguments.of("FiEntries", entry, Samples.entry(entry, "2026001", COMPANY)));
    }

    @ParameterizedTest
    @MethodSource("creations")
    void findsWhatAfasDidWhenTheAnswerWasLost(String connector, RecordKey key, AfasUpdate update) {
        rig.afas().faults()
                .add(FaultRule.of("lost", new Fault.AnswerLost()).operation(connector).method("POST").nth(1));

        rig.deliver(key, 1, update);

        assertOnce(key, update);
        assertThat(rig.afas().calls().of(connector).stream().filter(call -> call.method().equals("POST"))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void findsWhatAfasDidOnlyAfterItsTimeOut(String connector, RecordKey key, AfasUpdate update) {
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(),
                Map.of("twinafas.afas.timeout", "300ms", "twinafas.writer.in-doubt", "1500ms"));
        rig.afas().faults().add(FaultRule.of("late", new Fault.Delayed(Duration.ofMillis(700))).operation(connector)
                .method("POST").nth(1));

        rig.deliver(key, 1, update);

        assertOnce(key, update);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void sendsAgainWhatAfasDidNotDoButOnlyAfterThePeriodOfDoubt(String connector, RecordKey key, AfasUpdate update) {
        rig.afas().faults()
                .add(FaultRule.of("reset", new Fault.ResetBeforeCommit()).operation(connector).method("POST").nth(1));
        long before = System.nanoTime();

        rig.deliver(key, 1, update);

        assertOnce(key, update);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(600));
    }

    @ParameterizedTest
    @MethodSource("creations")
    void deliversOnceWhenTheProcessDiesBetweenTheCommitAtAfasAndTheDelivery(String connector, RecordKey key,
            AfasUpdate update) {
        // The entry that would tell of the outcome is the first one without an intent.
        Predicate<com.twinafas.writer.delivery.Entry> outcome = entry -> entry.deliveries().stream()
                .anyMatch(delivery -> delivery.outcome() == Outcome.DELIVERED
                        && isOf(connector, delivery));
        rig.ledger().crashAt(outcome);
        rig.submit(key, 1, update);
        rig.await();
        assertThat(rig.ledger().isCrashed()).isTrue();

        rig.restart();
        rig.deliver(key, 1, update);

        assertOnce(key, update);
        assertThat(rig.afas().calls().of(connector).stream().filter(call -> call.method().equals("POST"))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void deliversOnceWhenTheProcessDiesBetweenTheIntentAndTheRequest(String connector, RecordKey key,
            AfasUpdate update) {
        rig.afas().faults().add(FaultRule.of("dead", new Fault.ResetBeforeBody()).operation(connector).method("POST"));
        rig.submit(key, 1, update);
        Awaitility.await().until(() -> rig.afas().faults().fired("dead") > 0);

        rig.restart();
        rig.afas().faults().clear();
        rig.deliver(key, 1, update);

        assertOnce(key, update);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void sendsNothingWhenItWakesUpLongAfterItsIntentAndAnotherTookOver(String connector, RecordKey key,
            AfasUpdate update) {
        // Given
        StalledAfas stalled = stallAt(connector);
        rig.submit(key, 1, update);
        Awaitility.await().until(stalled::isAsleep);
        rig.restart();
        rig.deliver(key, 1, update);
        assertOnce(key, update);

        // When
        stalled.wakeUp();
        Awaitility.await().until(stalled::hasEnded);

        // Then
        assertOnce(key, update);
        assertThat(rig.afas().calls().of(connector).stream().filter(call -> call.method().equals("POST"))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void announcesAnewWhatWasHeldUpForLongerThanItsIntentCounts(String connector, RecordKey key, AfasUpdate update) {
        // Given
        StalledAfas stalled = stallAt(connector);
        rig.submit(key, 1, update);
        Awaitility.await().until(stalled::isAsleep);
        Instant announced = Instant.now();
        long intents = rig.ledger().count("intent");
        Awaitility.await().until(() -> Instant.now().isAfter(announced.plus(rig.settings().writer().inDoubt())));

        // When
        stalled.wakeUp();
        rig.await();

        // Then
        assertOnce(key, update);
        assertThat(rig.afas().calls().of(connector).stream().filter(call -> call.method().equals("POST"))).hasSize(1);
        assertThat(rig.ledger().count("intent")).isGreaterThan(intents);
    }

    private StalledAfas stallAt(String connector) {
        rig.close();
        AtomicReference<StalledAfas> stalled = new AtomicReference<>();
        rig = new Rig(AfasSimulatorConfig.standard(), Map.of(), (client, ledger) -> {
            StalledAfas way = new StalledAfas(client, connector);
            stalled.set(way);
            return way;
        });
        return Objects.requireNonNull(stalled.get());
    }

    @ParameterizedTest
    @MethodSource("creations")
    void tellsAPersonWhenAfasFailsTimeAndAgainWithoutAReason(String connector, RecordKey key, AfasUpdate update) {
        // Given
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(), Map.of("twinafas.writer.in-doubt", "100ms"));
        rig.afas().faults().add(FaultRule.of("unexpected", new Fault.Unexpected()).operation(connector)
                .method("POST"));

        // When
        rig.deliver(key, 1, update);

        // Then
        assertThat(rig.ledger().letter(key)).isEqualTo(FailureCode.AFAS_CONNECTOR_FAILS);
        assertThat(rig.afas().faults().fired("unexpected")).isEqualTo(3);
        assertThat(rig.delivery(key).intent()).isNull();

        // When it is sent again
        rig.afas().faults().clear();
        rig.deliver(key, 1, update);

        // Then
        assertOnce(key, update);
    }

    @Test
    void tellsAPersonWhenAfasFailsAtAChangeTimeAndAgain() {
        // Given
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(), Map.of("twinafas.writer.in-doubt", "100ms"));
        rig.deliver(customer("1001"), 1, new DebtorUpdate(COMPANY));
        rig.afas().faults().add(FaultRule.of("unexpected", new Fault.Unexpected()).operation("KnSalesRelationOrg")
                .method("PUT"));

        // When
        rig.deliver(customer("1001"), 2, new DebtorUpdate(company("1001", 2, "Ander B.V.", "info@v.example")));

        // Then
        assertThat(rig.ledger().letter(customer("1001"))).isEqualTo(FailureCode.AFAS_CONNECTOR_FAILS);
        assertThat(rig.afas().faults().fired("unexpected")).isEqualTo(3);
    }

    private static boolean isOf(String connector, Delivery delivery) {
        return switch (delivery.key().kind()) {
            case CUSTOMER -> connector.startsWith("Kn");
            case SALES_INVOICE -> connector.equals("FbSales") || connector.equals("FbDirectInvoice");
            case ARTICLE -> connector.equals("FbItemArticle");
            default -> connector.equals("FiEntries");
        };
    }

    private void assertOnce(RecordKey key, AfasUpdate update) {
        assertThat(rig.ledger().letter(key)).isNull();
        assertThat(rig.delivery(key).outcome()).isIn(Outcome.DELIVERED, Outcome.UNCHANGED);
        assertThat(rig.delivery(key).intent()).isNull();
        assertThat(rig.delivery(key).keys()).isNotEmpty();
        switch (update) {
            case AfasUpdate.InvoiceUpdate invoice -> {
                assertThat(rig.books().byReference(invoice.reference())).hasSize(1);
                assertThat(rig.books().debtors()).hasSize(1);
            }
            case DebtorUpdate debtor -> assertThat(rig.books().debtors()).hasSize(1);
            case AfasUpdate.EntryUpdate entry -> assertThat(rig.books().byVoucher(entry.voucher())).hasSize(1);
            default -> assertThat(rig.books().item("NIEUW")).isPresent();
        }
    }

    @Test
    void handsADoubtToAPersonWhereNothingCanBeLookedUp() {
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(), Map.of("twinafas.writer.look-up", "false"));
        rig.afas().faults().add(FaultRule.of("lost", new Fault.AnswerLost()).operation("FbSales").nth(1));

        rig.deliver(invoice(1), 1, order(invoice(1), COMPANY, 1));
        rig.deliver(invoice(1), 2, order(invoice(1), COMPANY, 2));

        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.IN_DOUBT);
        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.delivery(invoice(1)).intent()).isNotNull();
    }

    @Test
    void aDoubtHoldsUpNothingButItsOwnRecord() {
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(), Map.of("twinafas.writer.in-doubt", "20s"));
        rig.deliver(customer("1001"), 1, new DebtorUpdate(COMPANY));
        rig.afas().faults().add(
                FaultRule.of("reset", new Fault.ResetBeforeCommit()).operation("FbSales").method("POST").nth(1));
        rig.submit(invoice(1), 1, order(invoice(1), COMPANY, 1));
        Awaitility.await().until(() -> rig.delivery(invoice(1)).outcome() == Outcome.IN_DOUBT);

        rig.submit(invoice(2), 2, order(invoice(2), COMPANY, 1));

        Awaitility.await().atMost(Duration.ofSeconds(5))
                .until(() -> rig.delivery(invoice(2)).outcome() == Outcome.DELIVERED);
        assertThat(rig.delivery(invoice(1)).intent()).isNotNull();
    }

    @Test
    void settlesAnOldDoubtBeforeANewerStateOfTheRecord() {
        rig.ledger().crashAt(entry -> entry.deliveries().stream()
                .anyMatch(delivery -> delivery.key().equals(invoice(1)) && delivery.version() != null));
        rig.submit(invoice(1), 1, order(invoice(1), COMPANY, 1));
        rig.await();
        rig.restart();

        rig.deliver(invoice(1), 2, order(invoice(1), COMPANY, 5));

        assertThat(rig.books().orders()).singleElement()
                .satisfies(order -> assertThat(order.lines().getFirst().quantity()).isEqualByComparingTo("5"));
    }

    @Test
    void settlesAnOldDoubtOfACustomerWhoseMailAddressChangedMeanwhile() {
        rig.ledger().crashAt(entry -> entry.deliveries().stream().anyMatch(delivery -> delivery.version() != null));
        rig.submit(customer("1001"), 1, new DebtorUpdate(COMPANY));
        rig.await();
        rig.restart();

        rig.deliver(customer("1001"), 2, new DebtorUpdate(company("1001", 2, "Voorbeeld B.V.", "nieuw@v.example")));

        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(rig.books().byEmail("nieuw@v.example")).hasSize(1);
    }

    @Test
    void addsLinesOnceWhenTheAnswerToAChangeWasLost() {
        rig.deliver(invoice(1), 1, order(invoice(1), COMPANY, 1));
        rig.afas().faults()
                .add(FaultRule.of("lost", new Fault.AnswerLost()).operation("FbSales").method("PUT").nth(1));

        rig.deliver(invoice(1), 2, order(invoice(1), COMPANY, 1, 2, 3));

        assertThat(rig.books().orders()).singleElement().satisfies(order -> assertThat(order.lines()).hasSize(3));
        assertThat(rig.delivery(invoice(1)).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    /** The storm's seed 20261298: the process ended while AFAS was at the older state. */
    @Test
    void anOlderStateThatAfasIsStillAtNeverEndsAfterANewerOne() {
        // Given
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(),
                Map.of("twinafas.afas.timeout", "300ms", "twinafas.writer.in-doubt", "1500ms"));
        rig.deliver(customer("1001"), 1, new DebtorUpdate(COMPANY));
        rig.afas().faults().add(FaultRule.of("late", new Fault.Delayed(Duration.ofSeconds(1)))
                .operation("KnSalesRelationOrg").method("PUT").nth(1));
        DebtorUpdate older = new DebtorUpdate(company("1001", 2, "Ouder B.V.", "info@v.example"));
        DebtorUpdate newer = new DebtorUpdate(company("1001", 3, "Nieuwer B.V.", "info@v.example"));
        rig.submit(customer("1001"), 2, older);
        Awaitility.await().until(() -> rig.afas().faults().fired("late") > 0);

        // When another process takes over
        rig.restart();
        rig.submit(customer("1001"), 2, older);
        rig.submit(customer("1001"), 3, newer);
        rig.await();
        Awaitility.await().until(() -> rig.afas().calls().of("KnSalesRelationOrg").stream()
                .filter(call -> call.took().compareTo(Duration.ofSeconds(1)) >= 0).count() == 1);

        // Then
        assertThat(rig.books().parties()).singleElement()
                .satisfies(party -> assertThat(party.name()).isEqualTo("Nieuwer B.V."));
    }

    @Test
    void repeatsAChangeThatAddsNothingAfterThePeriodOfDoubt() {
        rig.deliver(customer("1001"), 1, new DebtorUpdate(COMPANY));
        rig.afas().faults().add(
                FaultRule.of("reset", new Fault.ResetBeforeCommit()).operation("KnSalesRelationOrg").method("PUT")
                        .nth(1));

        rig.deliver(customer("1001"), 2, new DebtorUpdate(company("1001", 2, "Ander B.V.", "info@v.example")));

        assertThat(rig.books().parties()).singleElement()
                .satisfies(party -> assertThat(party.name()).isEqualTo("Ander B.V."));
    }
}
