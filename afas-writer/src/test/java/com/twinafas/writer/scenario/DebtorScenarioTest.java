package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.AfasUpdate.DebtorUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

class DebtorScenarioTest {

    private Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void followsACustomerWhoseMailAddressChanges() {
        rig.deliver(customer("1001"), 1, new DebtorUpdate(company("1001", 1, "Voorbeeld B.V.", "oud@v.example")));
        String debtor = rig.books().debtors().getFirst().number();

        rig.deliver(customer("1001"), 2, new DebtorUpdate(company("1001", 2, "Voorbeeld B.V.", "nieuw@v.example")));
        rig.deliver(invoice(1), 3, order(invoice(1), company("1001", 2, "Voorbeeld B.V.", "nieuw@v.example"), 1));

        assertThat(rig.books().debtors()).extracting(Debtor::number).containsExactly(debtor);
        assertThat(rig.books().parties()).singleElement().extracting(Party::email).isEqualTo("nieuw@v.example");
        assertThat(rig.books().orders()).singleElement().extracting(Order::debtor).isEqualTo(debtor);
    }

    @Test
    void knowsADebtorWhoseNumberAfasShowsWithBlanks() {
        // Given
        rig.deliver(customer("1001"), 1, new DebtorUpdate(company("1001", 1, "Voorbeeld B.V.", "oud@v.example")));
        Debtor debtor = rig.books().debtors().getFirst();
        rig.afas().faults().add(FaultRule.of("blanks", new Fault.Given(200, "application/json", """
                {"skip":0,"take":500,"rows":[{"DebtorId":"%-16s","BcCo":"%-15s","DebtorName":"Voorbeeld B.V.",
                "Email":"info@v.example","Blocked":false}]}""".formatted(debtor.number(), debtor.party())))
                .operation("Profit_Debtor"));

        // When
        rig.deliver(customer("1001"), 2, new DebtorUpdate(company("1001", 2, "Voorbeeld B.V.", "info@v.example")));
        rig.deliver(invoice(1), 3, order(invoice(1), company("1002", 1, "Ander B.V.", "info@v.example"), 1));

        // Then
        assertThat(rig.ledger().letter(customer("1001"))).isNull();
        assertThat(rig.ledger().letter(invoice(1))).isNull();
        assertThat(rig.delivery(customer("1002")).afas("DbId")).isEqualTo(debtor.number());
        assertThat(rig.books().orders()).singleElement().extracting(Order::debtor).isEqualTo(debtor.number());
    }

    @Test
    void refusesAMailAddressThatIsAnotherDebtors() {
        rig.deliver(customer("1001"), 1, new DebtorUpdate(company("1001", 1, "Een B.V.", "een@v.example")));
        rig.deliver(customer("1002"), 1, new DebtorUpdate(company("1002", 1, "Twee B.V.", "twee@v.example")));

        rig.deliver(customer("1002"), 2, new DebtorUpdate(company("1002", 2, "Twee B.V.", "een@v.example")));

        assertThat(rig.ledger().letter(customer("1002"))).isEqualTo(FailureCode.EMAIL_TAKEN);
        assertThat(rig.books().byEmail("twee@v.example")).hasSize(1);
        assertThat(rig.delivery(customer("1002")).afas("DbId")).isNotNull();
    }

    @Test
    void makesOneDebtorOfTwoCustomersWithOneMailAddress() {
        rig.submit(invoice(1), 1, order(invoice(1), company("1001", 1, "Een B.V.", "info@v.example"), 1));
        rig.submit(invoice(2), 2, order(invoice(2), company("1002", 1, "Een B.V.", "INFO@v.example "), 1));
        rig.await();

        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(rig.books().orders()).hasSize(2);
        assertThat(rig.delivery(customer("1001")).afas("DbId")).isEqualTo(rig.delivery(customer("1002")).afas("DbId"));
    }

    @Test
    void refusesOrChoosesWhenSeveralDebtorsHaveTheMailAddress() {
        twoDebtorsWithOneMailAddress(rig);
        rig.ledger().forget();

        rig.deliver(invoice(1), 2, order(invoice(1), company("1003", 1, "Drie B.V.", "info@v.example"), 1));

        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.EMAIL_AMBIGUOUS);
        assertThat(rig.books().debtors()).hasSize(2);
        assertThat(rig.books().orders()).isEmpty();
    }

    @Test
    void choosesTheFirstOfSeveralDebtorsWhereTheSettingSaysSo() {
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(), Map.of("twinafas.offices[0].several-matches", "first"));
        twoDebtorsWithOneMailAddress(rig);
        rig.ledger().forget();

        rig.deliver(invoice(1), 2, order(invoice(1), company("1003", 1, "Drie B.V.", "info@v.example"), 1));

        assertThat(rig.books().debtors()).hasSize(2);
        assertThat(rig.books().orders()).singleElement().extracting(Order::debtor)
                .isEqualTo(rig.books().debtors().getFirst().number());
    }

    /** As people make them in AFAS. */
    private static void twoDebtorsWithOneMailAddress(Rig rig) {
        rig.deliver(customer("1001"), 1, new DebtorUpdate(company("1001", 1, "Een B.V.", "info@v.example")));
        rig.deliver(customer("1002"), 1, new DebtorUpdate(company("1002", 1, "Twee B.V.", "twee@v.example")));
        Party second = rig.books().parties().getLast();
        Map<String, String> fields = new java.util.HashMap<>(second.fields());
        fields.put("EmAd", "info@v.example");
        keep(rig, new Party(second.number(), true, fields, second.visiting(), second.postal(), second.bankAccounts(),
                second.contacts(), second.created(), second.modified()));
    }

    private static void keep(Rig rig, Party party) {
        rig.books().change(new Change(List.of(party), List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void refusesACompanyThatBecomesAPerson() {
        rig.deliver(customer("1001"), 1, new DebtorUpdate(company("1001", 1, "Jansen", "jan@v.example")));

        rig.deliver(customer("1001"), 2, new DebtorUpdate(person("1001", 2, "Jansen", "jan@v.example")));

        assertThat(rig.ledger().letter(customer("1001"))).isEqualTo(FailureCode.PARTY_CHANGED);
        assertThat(rig.books().debtors()).hasSize(1);
    }

    @Test
    void linksADebtorThatAfasHasAndGivesItTheData() {
        rig.deliver(customer("1001"), 1, new DebtorUpdate(company("1001", 1, "Oud B.V.", "info@v.example")));
        rig.ledger().forget();

        rig.deliver(invoice(1), 2, order(invoice(1), company("1001", 2, "Nieuw B.V.", "info@v.example"), 1));

        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(rig.books().parties()).singleElement().extracting(Party::name).isEqualTo("Nieuw B.V.");
        assertThat(rig.delivery(customer("1001")).afas("DbId")).isNotNull();
        assertThat(rig.delivery(customer("1001")).afas("BcCo")).isNotNull();
    }

    @Test
    void makesADebtorOfAPartyThatIsNone() {
        rig.deliver(customer("1001"), 1, new DebtorUpdate(company("1001", 1, "Oud B.V.", "info@v.example")));
        Debtor debtor = rig.books().debtors().getFirst();
        Party party = rig.books().parties().getFirst();
        Party lead = new Party("1009999", true, Map.of("Nm", "Prospect B.V.", "EmAd", "prospect@v.example"), null, null,
                List.of(), List.of(), party.created(), party.modified());
        keep(rig, lead);

        rig.deliver(invoice(1), 2, order(invoice(1), company("1002", 1, "Prospect B.V.", "prospect@v.example"), 1));

        assertThat(rig.books().parties()).hasSize(2);
        assertThat(rig.books().debtors()).hasSize(2)
                .anySatisfy(made -> assertThat(made.party()).isEqualTo("1009999"));
        assertThat(rig.books().orders()).singleElement().extracting(Order::debtor).isNotEqualTo(debtor.number());
    }

    @Test
    void addsABankAccountOnlyOnce() {
        DebtorBlock first = Samples.withIban(company("1001", 1, "Voorbeeld B.V.", "info@v.example"),
                "NL97CHAS0849835607");
        rig.deliver(customer("1001"), 1, new DebtorUpdate(first));

        rig.deliver(customer("1001"), 2, new DebtorUpdate(
                Samples.withIban(company("1001", 2, "Ander B.V.", "info@v.example"), "NL97CHAS0849835607")));

        assertThat(rig.books().parties()).singleElement().satisfies(party -> {
            assertThat(party.bankAccounts()).hasSize(1);
            assertThat(party.name()).isEqualTo("Ander B.V.");
        });
    }

    @Test
    void usesTheDebtorBlockOnlyWhenItIsNewer() {
        rig.deliver(invoice(1), 1, order(invoice(1), company("1001", 9, "Nieuw B.V.", "info@v.example"), 1));
        int before = rig.afas().calls().of("KnSalesRelationOrg").size();

        rig.deliver(invoice(2), 2, order(invoice(2), company("1001", 3, "Oud B.V.", "info@v.example"), 1));

        assertThat(rig.afas().calls().of("KnSalesRelationOrg")).hasSize(before);
        assertThat(rig.books().parties()).singleElement().extracting(Party::name).isEqualTo("Nieuw B.V.");
        assertThat(rig.books().orders()).hasSize(2);
    }

    @Test
    void updatesTheDebtorByAnInvoiceThatIsUnchangedItself() {
        rig.deliver(invoice(1), 1, order(invoice(1), company("1001", 1, "Oud B.V.", "info@v.example"), 1));

        rig.deliver(invoice(1), 1, order(invoice(1), company("1001", 2, "Nieuw B.V.", "info@v.example"), 1));

        assertThat(rig.books().parties()).singleElement().extracting(Party::name).isEqualTo("Nieuw B.V.");
        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.delivery(customer("1001")).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void blocksAndUnblocksADeletedCustomer() {
        rig.deliver(customer("1001"), 1, new DebtorUpdate(company("1001", 1, "Voorbeeld B.V.", "info@v.example")));

        rig.deliver(customer("1001"), 2, new AfasUpdate.Deletion(true));
        assertThat(rig.books().debtors()).singleElement().satisfies(debtor -> assertThat(debtor.blocked()).isTrue());
        rig.deliver(customer("1001"), 3, new DebtorUpdate(company("1001", 3, "Voorbeeld B.V.", "info@v.example")));

        assertThat(rig.books().debtors()).singleElement().satisfies(debtor -> assertThat(debtor.blocked()).isFalse());
    }

    @Test
    void createsCustomersWithoutMailAddressEachOnce() {
        rig.submit(invoice(1), 1, order(invoice(1), person("1001", 1, "Jansen", null), 1));
        rig.submit(invoice(2), 2, order(invoice(2), person("1001", 1, "Jansen", null), 1));
        rig.submit(invoice(3), 3, order(invoice(3), person("1002", 1, "Jansen", null), 1));
        rig.await();

        assertThat(rig.books().debtors()).hasSize(2);
        assertThat(rig.books().orders()).hasSize(3);
    }
}
