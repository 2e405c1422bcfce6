package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.at;
import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.withParty;
import static com.twinafas.writer.scenario.Samples.withRelation;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.update.AfasUpdate.DebtorUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.simulators.afas.CallLog;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

/** What a customer's change says to AFAS, and what it leaves alone. */
class DebtorChangeScenarioTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void sendsOnlyTheFieldsThatChanged() {
        deliver(COMPANY);

        deliver(at(withParty(COMPANY, party -> party.with("Nm", "Ander B.V.")), 2));

        assertThat(lastBody()).contains("\"Nm\":\"Ander B.V.\"", "\"MatchOga\":\"0\"").doesNotContain("EmAd", "PaCd",
                "SeNm", "CuId", "KnBasicAddress", "PadAdr");
        assertThat(party().name()).isEqualTo("Ander B.V.");
    }

    @Test
    void leavesAFieldAloneThatSomebodyElseChanged() {
        deliver(COMPANY);
        change(party -> fields(party, Map.of("TeNr", "030-1234567", "EmAd", "nieuw@v.example")));

        deliver(at(withRelation(COMPANY, relation -> relation.with("PaCd", "30")), 2));

        assertThat(rig.books().debtors()).extracting(debtor -> debtor.field("PaCd")).containsExactly("30");
        assertThat(party().field("TeNr")).isEqualTo("030-1234567");
        assertThat(party().email()).isEqualTo("nieuw@v.example");
    }

    @Test
    void sendsAnAddressWhole() {
        deliver(COMPANY);

        deliver(at(withParty(COMPANY, party -> party.withObject("KnBasicAddressAdr",
                List.of(party.object("KnBasicAddressAdr").getFirst().with("Ad", "Nieuweweg")))), 2));

        assertThat(lastBody()).contains("\"Ad\":\"Nieuweweg\"", "\"Rs\":\"Amersfoort\"", "\"PadAdr\":true")
                .doesNotContain("\"Nm\"");
        assertThat(party().visiting()).isNotNull()
                .satisfies(address -> assertThat(address.streetLine()).isEqualTo("Nieuweweg 69"));
    }

    @Test
    void callsNobodyWhenNothingThatIsSentChanged() {
        deliver(COMPANY);
        int calls = rig.afas().calls().calls().size();
        DebtorBlock same = new DebtorBlock(COMPANY.customer(), 2, "other", "says something else", COMPANY.party(),
                COMPANY.identity(), null, COMPANY.relation());

        deliver(same);

        assertThat(rig.afas().calls().calls()).hasSize(calls);
        assertThat(rig.delivery(customer("1001")).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void emptiesWhatWentAwayOnlyWhereTheMappingSaysSo() {
        deliver(withParty(COMPANY, party -> party.with("TeNr", "010-1").with("HoPa", "www.v.example")));

        // The e-mail address and website are gone; the mapping clears the one and says nothing of the other.
        deliver(at(withParty(COMPANY, party -> party.with("EmAd", "").with("TeNr", "010-1")), 2));

        assertThat(party().email()).isEmpty();
        assertThat(party().field("HoPa")).isEqualTo("www.v.example");
        assertThat(party().field("TeNr")).isEqualTo("010-1");
        int calls = rig.afas().calls().calls().size();
        deliver(at(withParty(COMPANY, party -> party.with("EmAd", "").with("TeNr", "010-1")), 3));
        assertThat(rig.afas().calls().calls()).hasSize(calls);
    }

    @Test
    void emptiesNothingThatItDidNotFillItself() {
        deliver(withParty(COMPANY, party -> party.with("TeNr", "")));
        assertThat(lastBody()).doesNotContain("TeNr");
        change(party -> fields(party, Map.of("TeNr", "030-1234567")));

        deliver(at(withParty(COMPANY, party -> party.with("TeNr", "").with("Nm", "Ander B.V.")), 2));

        assertThat(party().field("TeNr")).isEqualTo("030-1234567");
        assertThat(party().name()).isEqualTo("Ander B.V.");
    }

    /** AFAS had the newer state, of which nobody heard; then the customer became again what it had been before. */
    @Test
    void saysAgainWhatItSaidBeforeWhenTheAnswerToAChangeWasLost() {
        // Given
        deliver(COMPANY);
        rig.afas().faults().add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnSalesRelationOrg")
                .method("PUT").nth(1));
        rig.ledger().crashAt(entry -> rig.afas().faults().fired("lost") > 0);
        rig.submit(customer("1001"), 2, new DebtorUpdate(at(withParty(COMPANY, party -> party.with("Nm", "Ander B.V.")
                .with("EmAd", "")), 2)));
        rig.await();
        rig.restart();
        assertThat(party().name()).isEqualTo("Ander B.V.");

        // When
        deliver(at(COMPANY, 3));

        // Then
        assertThat(party().name()).isEqualTo("Voorbeeld B.V.");
        assertThat(party().email()).isEqualTo("info@v.example");
    }

    @Test
    void emptiesWhatIsToBeEmptiedAlsoAfterTheAnswerWasLost() {
        deliver(COMPANY);
        rig.afas().faults().add(FaultRule.of("lost", new Fault.ResetBeforeCommit()).operation("KnSalesRelationOrg")
                .method("PUT").nth(1));

        deliver(at(withParty(COMPANY, party -> party.with("EmAd", "")), 2));

        assertThat(rig.afas().faults().fired("lost")).isEqualTo(1);
        assertThat(party().email()).isEmpty();
    }

    @Test
    void leavesADebtorBlockedThatPeopleBlocked() {
        deliver(COMPANY);
        Debtor debtor = rig.books().debtors().getFirst();
        Map<String, String> blocked = new HashMap<>(debtor.fields());
        blocked.put("Bl", "1");
        rig.books().change(Change.of(List.of(party()), new Debtor(debtor.number(), debtor.party(), true, blocked,
                debtor.created(), debtor.modified())));
        rig.ledger().forget();

        deliver(at(blocking(COMPANY, false), 2));
        assertThat(rig.books().debtors()).allMatch(Debtor::blocked);

        deliver(at(blocking(COMPANY, true), 3));
        deliver(at(blocking(COMPANY, false), 4));
        assertThat(rig.books().debtors()).noneMatch(Debtor::blocked);
    }

    @Test
    void tellsAFoundDebtorAllThatIsMapped() {
        deliver(COMPANY);
        rig.ledger().forget();

        deliver(at(withParty(COMPANY, party -> party.with("Nm", "Nieuw B.V.")), 2));

        assertThat(lastBody()).contains("\"Nm\":\"Nieuw B.V.\"", "\"PaCd\":\"14\"", "KnBasicAddressAdr");
        assertThat(rig.books().debtors()).hasSize(1);
    }

    private static DebtorBlock blocking(DebtorBlock block, boolean blocked) {
        return withRelation(block, relation -> relation.with("Bl", FieldValue.of(blocked)));
    }

    private void deliver(DebtorBlock block) {
        rig.deliver(customer("1001"), block.revision(), new DebtorUpdate(block));
        assertThat(rig.ledger().letter(customer("1001"))).isNull();
    }

    private String lastBody() {
        List<CallLog.Body> bodies = rig.afas().calls().bodies();
        return bodies.getLast().text();
    }

    private Party party() {
        return rig.books().parties().getFirst();
    }

    /** As people do in AFAS. */
    private void change(java.util.function.UnaryOperator<Party> change) {
        rig.books().change(new Change(List.of(change.apply(party())), List.of(), List.of(), List.of(), List.of()));
    }

    private static Party fields(Party party, Map<String, String> changed) {
        Map<String, String> fields = new HashMap<>(party.fields());
        fields.putAll(changed);
        return new Party(party.number(), party.organisation(), fields, party.visiting(), party.postal(),
                party.bankAccounts(), party.contacts(), party.created(), party.modified());
    }

}
