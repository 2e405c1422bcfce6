package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.directInvoice;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.writer.delivery.Step;

class InvoiceScenarioTest {

    private Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void deliversANewCustomerWithThreeInvoicesAtOnce() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");

        for (int i = 1; i <= 3; i++) {
            rig.submit(invoice(i), 10 + i, order(invoice(i), customer, i, 2));
        }
        rig.await();

        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(rig.books().orders()).hasSize(3).extracting(Order::debtor).containsOnly(
                rig.books().debtors().getFirst().number());
        for (int i = 1; i <= 3; i++) {
            assertThat(rig.books().byReference(invoice(i).toString())).hasSize(1);
            assertThat(rig.delivery(invoice(i)).outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(rig.delivery(invoice(i)).afas("OrNu")).isNotNull();
        }
        assertThat(rig.delivery(customer("1001")).afas("DbId")).isEqualTo(rig.books().debtors().getFirst().number());
        assertThat(rig.delivery(customer("1001")).afas("BcCo")).isNotNull();
        assertThat(rig.afas().calls().violations()).isEmpty();
    }

    @Test
    void takesAtMostTwoCallsForAnInvoiceOfAKnownCustomerWithKnownArticles() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1, 1));
        int before = rig.afas().calls().calls().size();

        rig.deliver(invoice(2), 2, order(invoice(2), customer, 3, 1));

        assertThat(rig.afas().calls().calls().size() - before).isLessThanOrEqualTo(2);
        assertThat(rig.books().orders()).hasSize(2);
    }

    @Test
    void makesNoCallForWhatIsDelivered() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1));
        int before = rig.afas().calls().calls().size();

        rig.submit(invoice(1), 1, order(invoice(1), customer, 1));
        rig.submit(invoice(1), 2, 7, order(invoice(1), customer, 1));
        rig.await();

        assertThat(rig.afas().calls().calls()).hasSize(before);
        assertThat(rig.delivery(invoice(1)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(rig.delivery(invoice(1)).version()).extracting(version -> version.settingsVersion()).isEqualTo(7L);
    }

    @Test
    void neverSendsAnOldStateAfterANewerOne() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 20, order(invoice(1), customer, 2));

        rig.deliver(invoice(1), 10, order(invoice(1), customer, 1));

        assertThat(rig.books().orders()).singleElement()
                .satisfies(order -> assertThat(order.lines().getFirst().quantity()).isEqualByComparingTo("2"));
        assertThat(rig.delivery(invoice(1)).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(rig.delivery(invoice(1)).afas("OrNu")).isNotNull();
    }

    @Test
    void updatesAConceptUntilItIsFinal() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1));

        rig.deliver(invoice(1), 2, order(invoice(1), customer, 2, 3));
        rig.deliver(invoice(1), 3, order(invoice(1), customer, 4));

        assertThat(rig.ledger().letter(invoice(1))).isNull();
        assertThat(rig.books().orders()).singleElement().satisfies(order -> {
            assertThat(order.lines()).hasSize(1);
            assertThat(order.lines().getFirst().quantity()).isEqualByComparingTo("4");
        });
    }

    @Test
    void keepsAConceptAnOrderWhenTheFinalInvoiceShouldLandAsDirectInvoice() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1));

        rig.deliver(invoice(1), 2, directInvoice(invoice(1), customer, 5));

        assertThat(rig.books().directInvoices()).isEmpty();
        assertThat(rig.books().orders()).singleElement()
                .satisfies(order -> assertThat(order.lines().getFirst().quantity()).isEqualByComparingTo("5"));
        assertThat(rig.delivery(invoice(1)).documentKind()).isEqualTo(DocumentKind.ORDER);
    }

    @Test
    void tellsThatAFASProcessedAnOrderThatChanged() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1));
        rig.books().process(rig.books().orders().getFirst().number());

        rig.deliver(invoice(1), 2, order(invoice(1), customer, 2));

        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.ORDER_PROCESSED);
        assertThat(rig.delivery(invoice(1)).afas("OrNu")).isNotNull();
    }

    @Test
    void neverChangesADirectInvoice() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, directInvoice(invoice(1), customer, 1));
        int before = rig.afas().calls().calls().size();

        rig.deliver(invoice(1), 2, directInvoice(invoice(1), customer, 2));

        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.DOCUMENT_CHANGED);
        assertThat(rig.books().directInvoices()).hasSize(1);
        assertThat(rig.afas().calls().calls()).hasSize(before);
    }

    @Test
    void deliversACreditInvoice() {
        DebtorBlock customer = person("1002", 5, "Jansen", "jan@voorbeeld.example");

        rig.deliver(invoice(1), 1, directInvoice(invoice(1), customer, -2, -1));

        assertThat(rig.books().directInvoices()).singleElement()
                .satisfies(order -> assertThat(order.totals().invoice()).isEqualByComparingTo(
                        directInvoice(invoice(1), customer, -2, -1).totalIncluding()));
    }

    @Test
    void refusesANumberThatAnothersDocumentHas() {
        DebtorBlock other = company("1001", 5, "Ander B.V.", "ander@voorbeeld.example");
        rig.deliver(invoice(1), 1, Samples.numbered(order(invoice(1), other, 7), "20260013"));
        DebtorBlock customer = company("1002", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");

        rig.deliver(invoice(2), 2, Samples.numbered(order(invoice(2), customer, 1), "20260013"));

        assertThat(rig.ledger().letter(invoice(2))).isEqualTo(FailureCode.NUMBER_TAKEN);
        assertThat(rig.ledger().letterParameters(invoice(2))).containsEntry("number", "20260013");
        assertThat(rig.books().orders()).hasSize(1);
    }

    @Test
    void skipsAnInvoiceThatAfasAlreadyHas() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 3, 1));
        rig.ledger().forget();

        rig.deliver(invoice(1), 1, order(invoice(1), customer, 3, 1));

        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(rig.delivery(invoice(1)).afas("OrNu")).isEqualTo(rig.books().orders().getFirst().number());
        assertThat(rig.delivery(invoice(1)).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void goesOnWithARefusedInvoiceOnceItIsFixed() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        AfasUpdate.InvoiceUpdate wrong = Samples.withItem(order(invoice(1), customer, 1), "NIEUW");
        rig.deliver(invoice(1), 1, wrong);
        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.ITEM_MISSING);
        assertThat(rig.ledger().letterParameters(invoice(1))).containsEntry("item", "NIEUW");
        assertThat(rig.delivery(customer("1001")).afas("DbId")).isNotNull();

        rig.deliver(Samples.article("NIEUW"), 2, Samples.item("NIEUW", "Nieuw artikel"));
        rig.deliver(invoice(1), 1, wrong);

        assertThat(rig.ledger().letter(invoice(1))).isNull();
        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.books().debtors()).hasSize(1);
    }

    @Test
    void waitsForAnItemThatItsOwnUpdateBringsALittleLater() {
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(), Map.of("twinafas.offices[0].articles", "create"));
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.submit(invoice(1), 1, Samples.withItem(order(invoice(1), customer, 1), "NIEUW"));
        rig.submit(Samples.article("NIEUW"), 2, Samples.item("NIEUW", "Nieuw artikel"));

        rig.await();

        assertThat(rig.ledger().letter(invoice(1))).isNull();
        assertThat(rig.books().orders()).hasSize(1);
    }

    @Test
    void doesNotGoBackToAnOldStateWhileANewerOneWaitsForAPerson() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 20, Samples.withItem(order(invoice(1), customer, 1), "NIEUW"));

        rig.deliver(invoice(1), 10, order(invoice(1), customer, 1));

        assertThat(rig.books().orders()).isEmpty();
        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.ITEM_MISSING);
    }

    @Test
    void refusesADefaultDebtorThatDoesNotExistAndUsesOneThatDoes() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1));
        String debtor = rig.books().debtors().getFirst().number();

        rig.submit(invoice(2), 2, order(invoice(2), Samples.onDebtor(customer, "99999"), 1));
        rig.submit(invoice(3), 3, order(invoice(3), Samples.onDebtor(customer, debtor), 1));
        rig.await();

        assertThat(rig.ledger().letter(invoice(2))).isEqualTo(FailureCode.DEBTOR_MISSING);
        assertThat(rig.books().byReference(invoice(3).toString())).singleElement()
                .satisfies(order -> assertThat(order.debtor()).isEqualTo(debtor));
    }

    @Test
    void callsNeverMoreAtOnceThanTheSettingAndSharesLookUps() {
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard().latency(Duration.ofMillis(20)), Map.of());

        for (int i = 1; i <= 60; i++) {
            rig.submit(invoice(i), i,
                    order(invoice(i), company("C" + i, 1, "Klant " + i, "klant" + i + "@voorbeeld.example"), 1, 1));
        }
        rig.await();

        assertThat(rig.books().orders()).hasSize(60);
        assertThat(rig.books().debtors()).hasSize(60);
        assertThat(rig.afas().calls().mostAtOnce()).isLessThanOrEqualTo(4);
        assertThat(rig.afas().calls().violations()).isEmpty();
        assertThat(rig.afas().calls().of("Profit_Salesorders").size()).isLessThan(30);
    }

    @Test
    void reportsWhatWasDeletedAtTheSourceAndSendsNothing() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1));
        int before = rig.afas().calls().calls().size();

        rig.submit(invoice(1), 2, new AfasUpdate.Deletion(false));
        rig.submit(invoice(2), 2, new AfasUpdate.Deletion(false));
        rig.await();

        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.DELETED_AT_SOURCE);
        assertThat(rig.ledger().letter(invoice(2))).isNull();
        assertThat(rig.afas().calls().calls()).hasSize(before);
    }

    @Test
    void keepsRequestsAndAnswersWordForWordUnderTheCustomerTheyAreAbout() {
        // Given
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");

        // When
        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1));

        // Then
        String number = rig.books().orders().getFirst().number();
        assertThat(rig.ledger().said(invoice(1))).extracting(Step.Content::owner).containsOnly(customer("1001"));
        assertThat(rig.ledger().said(invoice(1))).extracting(Step.Content::text).satisfiesExactly(
                request -> assertThat(request).startsWith("POST FbSales {").contains("\"RfCs\":\"" + invoice(1) + "\""),
                answer -> assertThat(answer).startsWith("{").contains("\"OrNu\":\"" + number + "\""));
        assertThat(rig.ledger().said(customer("1001"))).extracting(Step.Content::text).first().asString()
                .startsWith("POST KnSalesRelationOrg {").contains("Voorbeeld B.V.");
    }

    @Test
    void tellsTheStoryOfADelivery() {
        DebtorBlock customer = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");

        rig.deliver(invoice(1), 1, order(invoice(1), customer, 1));

        assertThat(rig.ledger().steps(invoice(1))).isEqualTo(List.of("intent", "sent", "answered", "delivered"));
        assertThat(rig.ledger().steps(customer("1001"))).isEqualTo(List.of("intent", "sent", "answered", "delivered"));
    }
}
