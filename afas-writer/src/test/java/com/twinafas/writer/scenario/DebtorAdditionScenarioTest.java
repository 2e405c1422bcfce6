package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.account;
import static com.twinafas.writer.scenario.Samples.at;
import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static com.twinafas.writer.scenario.Samples.withContact;
import static com.twinafas.writer.scenario.Samples.withDelivery;
import static com.twinafas.writer.scenario.Samples.withDepartment;
import static com.twinafas.writer.scenario.Samples.withIban;
import static com.twinafas.writer.scenario.Samples.withParty;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasUpdate.DebtorUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.CallLog.Call;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

/** Bank accounts, contacts and delivery addresses: AFAS adds what it is sent, and each is there once. */
class DebtorAdditionScenarioTest {

    private static final String FIRST = "NL97CHAS0849835607";
    private static final String SECOND = "NL02ABNA0123456789";
    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");
    /** Two of everything, and a department. */
    private static final DebtorBlock RICH = withDepartment(withDelivery(withDelivery(
            withContact(withContact(withIban(withIban(COMPANY, FIRST), SECOND), "Jan", "Jansen"), "Piet", "Jansen"),
            "Magazijn", "Kade"), "Winkel", "Dorpsstraat"), "Crediteurenadministratie");

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void givesANewDebtorAllOfThem() {
        deliver(RICH);

        assertComplete();
        assertThat(writes()).as("one for the debtor with its first account and contact, one for each other")
                .hasSize(6);
        assertThat(rig.afas().calls().of("Profit_BankAccounts")).as("of a new party nothing has to be looked up")
                .isEmpty();
    }

    @Test
    void addsNothingASecondTime() {
        deliver(RICH);
        int writes = writes().size();

        deliver(at(withParty(RICH, party -> party.with("Nm", "Ander B.V.")), 2));

        assertComplete();
        assertThat(writes()).hasSize(writes + 1);
    }

    @Test
    void addsWhatACustomerGetsLater() {
        deliver(withIban(COMPANY, FIRST));

        deliver(at(RICH, 2));

        assertComplete();
    }

    @Test
    void addsToADebtorOfAfasOnlyWhatItDoesNotShow() {
        deliver(withDepartment(withDelivery(withContact(withIban(COMPANY, FIRST), "Jan", "Jansen"), "Loods", "Kade"),
                "Crediteurenadministratie"));
        rig.ledger().forget();

        deliver(at(RICH, 2));

        assertComplete();
    }

    @Test
    void addsToAPersonToo() {
        DebtorBlock person = withDelivery(withDelivery(
                withIban(withIban(person("1001", 1, "Jansen", "jan@v.example"), FIRST), SECOND), "Zomerhuis",
                "Duinweg"),
                "Werk", "Kade");

        deliver(person);
        rig.ledger().forget();
        deliver(at(person, 2));

        assertThat(party().bankAccounts()).hasSize(2);
        assertThat(party().contacts()).hasSize(2).allMatch(contact -> contact.kind().equals("AFL"));
        assertThat(rig.books().parties()).hasSize(1);
    }

    @Test
    void addsAnAccountThatIsNoIbanOnlyToDebtorsOfItsOwn() {
        DebtorBlock abroad = withParty(COMPANY, party -> party.adding("KnBankAccount", account("BaAc", "12345678"))
                .adding("KnBankAccount", account("BaAc", "87654321")));
        deliver(abroad);
        assertThat(party().bankAccounts()).hasSize(2);

        rig.ledger().forget();
        deliver(at(abroad, 2));

        assertThat(party().bankAccounts()).as("AFAS does not show whether they are there").hasSize(2);
    }

    @Test
    void callsAfasTwiceForAnInvoiceOfAKnownCustomer() {
        deliver(RICH);
        rig.deliver(invoice(1), 2, order(invoice(1), RICH, 1));
        int before = rig.afas().calls().calls().size();

        rig.deliver(invoice(2), 3, order(invoice(2), at(RICH, 1), 2));

        assertThat(rig.afas().calls().calls()).hasSize(before + 2);
        assertThat(rig.books().orders()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void addsOnceWhenTheAnswerIsLost(int nth) {
        rig.afas().faults()
                .add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnSalesRelationOrg").method("PUT")
                        .nth(nth));

        deliver(RICH);

        assertThat(rig.afas().faults().fired("lost")).isEqualTo(1);
        assertComplete();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void addsOnceWhenTheRequestIsLost(int nth) {
        rig.afas().faults().add(FaultRule.of("reset", new Fault.ResetBeforeCommit()).operation("KnSalesRelationOrg")
                .method("PUT").nth(nth));

        deliver(RICH);

        assertThat(rig.afas().faults().fired("reset")).isEqualTo(1);
        assertComplete();
    }

    @Test
    void addsTheRestWhenTheAnswerToTheCreationIsLost() {
        rig.afas().faults()
                .add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnSalesRelationOrg").method("POST")
                        .nth(1));

        deliver(RICH);

        assertComplete();
    }

    /** A delivery is what lets a record be skipped: the rest of it would come months later, over a newer state. */
    @Test
    void isNotDeliveredBeforeTheRestIsAddedWhenTheProcessDiesOnceTheCreationIsFound() {
        // Given
        rig.afas().faults()
                .add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnSalesRelationOrg").method("POST")
                        .nth(1));
        rig.ledger().crashAt(entry -> rig.ledger().steps(customer("1001")).contains("looked-up"));

        // When
        rig.submit(customer("1001"), 1, new DebtorUpdate(RICH));
        rig.await();

        // Then
        assertThat(rig.ledger().isCrashed()).isTrue();
        assertThat(rig.delivery(customer("1001")).version()).isNull();
        rig.restart();
        deliver(RICH);
        assertComplete();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void addsOnceWhenTheProcessDiesAtAnyEntry(int nth) {
        int[] entries = {0};
        rig.ledger().crashAt(entry -> ++entries[0] == nth);
        rig.submit(customer("1001"), 1, new DebtorUpdate(RICH));
        rig.await();
        assertThat(rig.ledger().isCrashed()).isTrue();

        rig.restart();
        deliver(RICH);

        assertComplete();
    }

    @Test
    void tellsAPersonOnceOfAnAccountThatChangedAndThatAfasKeeps() {
        deliver(numbered(FIRST));

        rig.deliver(customer("1001"), 2, new DebtorUpdate(at(numbered(SECOND), 2)));

        assertThat(party().bankAccounts()).extracting(one -> one.get("Iban")).containsExactly(FIRST, SECOND);
        assertThat(rig.ledger().letter(customer("1001"))).isEqualTo(FailureCode.BANK_ACCOUNT_LEFT);
        assertThat(rig.ledger().letterParameters(customer("1001"))).containsEntry("debtor", "10001");
        deliver(at(withParty(numbered(SECOND), party -> party.with("Nm", "Ander B.V.")), 3));
        assertThat(party().name()).isEqualTo("Ander B.V.");
    }

    @Test
    void tellsAPersonOfAnAccountThatWentThoughAnInvoiceBroughtTheCustomerFirst() {
        deliver(numbered(FIRST, SECOND));
        DebtorBlock later = at(numbered(SECOND), 2);

        rig.deliver(invoice(1), 2, order(invoice(1), later, 1));
        assertThat(rig.ledger().letter(invoice(1))).isNull();
        rig.deliver(customer("1001"), 2, new DebtorUpdate(later));

        assertThat(rig.ledger().letter(customer("1001"))).isEqualTo(FailureCode.BANK_ACCOUNT_LEFT);
        assertThat(rig.books().orders()).hasSize(1);
        assertThat(party().bankAccounts()).hasSize(2);
    }

    @Test
    void addsAnAccountThatCameBackOnlyWhereAfasNoLongerHasIt() {
        deliver(numbered(FIRST, SECOND));
        rig.deliver(customer("1001"), 2, new DebtorUpdate(at(numbered(SECOND), 2)));

        deliver(at(numbered(FIRST, SECOND), 3));

        assertThat(party().bankAccounts()).extracting(one -> one.get("Iban")).containsExactly(FIRST, SECOND);
    }

    @Test
    void tellsNobodyOfAccountsWhoseNumbersMovedOrThatTheMappingNoLongerSays() {
        deliver(numbered(FIRST, SECOND));
        deliver(at(numbered(SECOND, FIRST), 2));

        rig.submit(customer("1001"), 3, 2, new DebtorUpdate(at(COMPANY, 3)));
        rig.await();

        assertThat(rig.ledger().letter(customer("1001"))).isNull();
        assertThat(party().bankAccounts()).hasSize(2);
    }

    /** Accounts with their numbers in Twinfield, from 1. */
    private static DebtorBlock numbered(String... ibans) {
        DebtorBlock block = COMPANY;
        for (int i = 0; i < ibans.length; i++) {
            String number = String.valueOf(i + 1);
            String iban = ibans[i];
            block = withParty(block, party -> party.adding("KnBankAccount", account("Iban", iban).from(number)));
        }
        return block;
    }

    @Test
    void settlesAnAdditionThatTheCustomerNoLongerHas() {
        deliver(withIban(COMPANY, FIRST));
        rig.afas().faults()
                .add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnSalesRelationOrg").method("PUT").nth(1));
        rig.ledger().crashAt(entry -> rig.afas().faults().fired("lost") > 0);
        rig.submit(customer("1001"), 2, new DebtorUpdate(at(withIban(withIban(COMPANY, FIRST), SECOND), 2)));
        rig.await();
        rig.restart();

        deliver(at(withIban(COMPANY, FIRST), 3));

        assertThat(party().bankAccounts()).extracting(one -> one.get("Iban")).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(rig.delivery(customer("1001")).intent()).isNull();
    }

    private void deliver(DebtorBlock block) {
        rig.deliver(customer("1001"), block.revision(), new DebtorUpdate(block));
        assertThat(rig.ledger().letter(customer("1001"))).isNull();
    }

    private Party party() {
        return rig.books().party(rig.books().debtors().getFirst().party()).orElseThrow();
    }

    private List<Call> writes() {
        return rig.afas().calls().calls().stream().filter(Call::write).toList();
    }

    private void assertComplete() {
        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(party().bankAccounts()).extracting(one -> one.get("Iban")).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(party().contacts()).extracting(contact -> contact.kind()).containsExactlyInAnyOrder("PRS", "PRS",
                "AFL", "AFL", "AFD");
        assertThat(rig.books().parties().stream().filter(party -> !party.organisation()).map(Party::name))
                .containsExactlyInAnyOrder("Jan Jansen", "Piet Jansen");
        assertThat(party().contacts().stream().filter(contact -> contact.kind().equals("AFL"))
                .map(contact -> String.valueOf(contact.address() == null ? null : contact.address().field("Ad"))))
                .containsExactlyInAnyOrderElementsOf(Set.of("Kade", "Dorpsstraat"));
        assertThat(rig.afas().calls().violations()).isEmpty();
    }
}
