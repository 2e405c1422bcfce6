package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.at;
import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static com.twinafas.writer.scenario.Samples.withParty;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.afas.openapi.AfasOpenApi;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.DebtorUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.simulators.afas.CallLog;
import com.twinafas.simulators.afas.CallLog.Call;
import com.twinafas.simulators.afas.books.Address;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Contact;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

/** What becomes of a customer's contacts and delivery addresses in AFAS when they change in Twinfield. */
class DebtorContactScenarioTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");
    private static final AfasElement JANSEN = contact("2", "Jan", "Jansen", "010-1");
    private static final AfasElement MULDER = contact("3", "Piet", "Mulder", "010-2");
    private static final AfasElement STORE = delivery("2", "Magazijn", "Kade", "010-1");
    private static final AfasElement SHOP = delivery("3", "Winkel", "Dorpsstraat", "010-2");

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        AfasOpenApi.find().ifPresent(description -> assertThat(rig.afas().calls().bodies())
                .allSatisfy(body -> assertThat(description.violations(body.method(), body.operation(), body.text()))
                        .isEmpty()));
        assertThat(rig.afas().calls().violations()).isEmpty();
        rig.close();
    }

    @Test
    void changesThePhoneOfAContactAndNothingElse() {
        deliver(with(JANSEN, MULDER, STORE, SHOP), 1);

        deliver(with(contact("2", "Jan", "Jansen", "020-9"), MULDER, STORE, SHOP), 2);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 020-9", "PRS Piet Mulder 010-2",
                "AFL Magazijn 010-1 Kade", "AFL Winkel 010-2 Dorpsstraat");
        assertThat(lastBody()).contains("\"TeNr\":\"020-9\"", "\"ViKc\":\"PRS\"", "\"CdId\"")
                .doesNotContain("EmAd", "PadAdr", "KnPerson", "010-2");
        assertThat(writes("KnContact")).hasSize(1);
    }

    @Test
    void changesTheStreetOfADeliveryAddressFromTheDayItChanged() {
        deliver(with(STORE, SHOP), 1);

        deliver(with(delivery("2", "Magazijn", "Haven", "010-1"), SHOP), 1_764_000_000_000_000L);

        assertThat(contacts()).containsExactlyInAnyOrder("AFL Magazijn 010-1 Haven", "AFL Winkel 010-2 Dorpsstraat");
        assertThat(lastBody()).contains("\"Ad\":\"Haven\"", "\"Rs\":\"Amersfoort\"", "\"BeginDate\":\"2025-11-24\"")
                .doesNotContain("TeNr", "ExAd");
    }

    @Test
    void addsAnotherOneBesideTheOthers() {
        deliver(with(JANSEN, STORE), 1);

        deliver(with(JANSEN, MULDER, STORE, SHOP), 2);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 010-1", "PRS Piet Mulder 010-2",
                "AFL Magazijn 010-1 Kade", "AFL Winkel 010-2 Dorpsstraat");
        assertThat(writes("KnContact")).isEmpty();
    }

    @Test
    void keepsWhatWentAsItIs() {
        deliver(with(JANSEN, MULDER, STORE, SHOP), 1);
        int writes = writes().size();

        deliver(with(JANSEN, STORE), 2);

        assertThat(contacts()).hasSize(4);
        assertThat(writes()).hasSize(writes);
        deliver(with(JANSEN, MULDER, STORE, SHOP), 3);
        assertThat(contacts()).as("it came back").hasSize(4);
        assertThat(writes()).hasSize(writes);
    }

    @Test
    void emptiesOfWhatWentTheFieldsForWhichTheMappingSaysSo() {
        deliver(with(JANSEN, MULDER, STORE, SHOP).emptying(phoneIsEmptied()), 1);

        deliver(with(JANSEN, STORE).emptying(phoneIsEmptied()), 2);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 010-1", "PRS Piet Mulder ",
                "AFL Magazijn 010-1 Kade", "AFL Winkel  Dorpsstraat");
        assertThat(contact("Piet Mulder").field("EmAd")).isEqualTo("mulder@v.example");
        int calls = rig.afas().calls().calls().size();
        deliver(with(JANSEN, STORE).emptying(phoneIsEmptied()), 3);
        assertThat(rig.afas().calls().calls()).as("once").hasSize(calls);
        deliver(with(JANSEN, MULDER, STORE, SHOP).emptying(phoneIsEmptied()), 4);
        assertThat(contacts()).contains("PRS Piet Mulder 010-2", "AFL Winkel 010-2 Dorpsstraat").hasSize(4);
    }

    @Test
    void emptiesAFieldOfAContactOnlyWhereTheMappingSaysSo() {
        deliver(with(JANSEN, MULDER), 1);

        deliver(with(JANSEN.with("TeNr", ""), MULDER.without("TeNr")), 2);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen ", "PRS Piet Mulder 010-2");
    }

    @Test
    void leavesAloneWhatSomebodyElseFilledIn() {
        deliver(with(JANSEN, STORE), 1);
        change(contact("Jan Jansen"), Map.of("MbNr", "06-1", "EmAd", "jan@elders.example", "FuDs", "Directeur"));

        deliver(with(contact("2", "Jan", "Jansen", "020-9"), STORE), 2);

        assertThat(contact("Jan Jansen").fields()).containsEntry("TeNr", "020-9").containsEntry("MbNr", "06-1")
                .containsEntry("EmAd", "jan@elders.example").containsEntry("FuDs", "Directeur");
    }

    @Test
    void sendsNothingWhenNothingChanged() {
        deliver(with(JANSEN, MULDER, STORE, SHOP), 1);
        int calls = rig.afas().calls().calls().size();

        deliver(with(JANSEN, MULDER, STORE, SHOP), 2);
        deliver(withOther(with(JANSEN, MULDER, STORE, SHOP)), 3);

        assertThat(rig.afas().calls().calls()).hasSize(calls);
    }

    @Test
    void changesNothingWhenAnOldStateIsReplayed() {
        deliver(with(JANSEN, STORE), 1);
        deliver(with(contact("2", "Jan", "Jansen", "020-9"), delivery("2", "Magazijn", "Haven", "020-9")), 2);
        int writes = writes().size();

        rig.replay(customer("1001"), 1, 1, new DebtorUpdate(with(JANSEN, STORE)));
        rig.await();

        assertThat(writes()).hasSize(writes);
        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 020-9", "AFL Magazijn 020-9 Haven");
    }

    @Test
    void followsContactsWhoseNumbersMovedWhenOneWasTakenAway() {
        AfasElement third = delivery("4", "Werf", "Werfstraat", "010-3");
        deliver(with(STORE, SHOP, third), 1);

        deliver(with(delivery("2", "Winkel", "Dorpsstraat", "010-2"), delivery("3", "Werf", "Werfstraat", "099-9")),
                2);

        assertThat(contacts()).containsExactlyInAnyOrder("AFL Magazijn 010-1 Kade", "AFL Winkel 010-2 Dorpsstraat",
                "AFL Werf 099-9 Werfstraat");
        deliver(with(delivery("2", "Winkel", "Dorpsplein", "010-2"), delivery("3", "Werf", "Werfstraat", "099-9")),
                3);
        assertThat(contacts()).containsExactlyInAnyOrder("AFL Magazijn 010-1 Kade", "AFL Winkel 010-2 Dorpsplein",
                "AFL Werf 099-9 Werfstraat");
    }

    @Test
    void takesAnotherNameForAnotherPersonAndAnotherNameOfADepartmentForTheSame() {
        deliver(with(JANSEN, department("3", "Inkoop", "010-2")), 1);

        deliver(with(contact("2", "Klaas", "Bakker", "010-1"), department("3", "Afdeling Inkoop", "010-2")), 2);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 010-1", "PRS Klaas Bakker 010-1",
                "AFD Afdeling Inkoop 010-2");
    }

    @Test
    void takesAnotherSpellingOfANameForTheSamePersonAndTellsIt() {
        deliver(with(contact("2", "J.", "Jansen", "010-1")), 1);
        Map<String, String> titled = new HashMap<>(partyOf("J. Jansen").fields());
        titled.putAll(Map.of("TtId", "DR", "ViGe", "M"));
        personIs(titled);

        deliver(with(JANSEN), 2);

        assertThat(contacts()).containsExactly("PRS Jan Jansen 010-1");
        assertThat(partyOf("Jan Jansen").fields()).containsEntry("TtId", "DR").containsEntry("ViGe", "M");
        assertThat(lastBody()).contains("\"FiNm\":\"Jan\"", "\"MatchPer\":\"0\"").doesNotContain("ViGe", "LaNm",
                "AutoNum");
        assertThat(writes("KnPerson")).hasSize(1);
        assertThat(writes("KnContact")).isEmpty();
    }

    @Test
    void leavesThePersonAloneThatWasThereBefore() {
        deliver(with(JANSEN), 1);
        Map<String, String> called = new HashMap<>(partyOf("Jan Jansen").fields());
        called.putAll(Map.of("FiNm", "Johannes", "ViGe", "M"));
        personIs(called);
        rig.ledger().forget();

        deliver(with(contact("2", "Jan", "Jansen", "020-9")), 2);

        assertThat(contacts()).containsExactly("PRS Johannes Jansen 020-9");
        assertThat(partyOf("Johannes Jansen").fields()).containsEntry("ViGe", "M");
    }

    @Test
    void tellsAContactThatWasThereBeforeWhatAfasDoesNotShow() {
        deliver(with(JANSEN, STORE), 1);
        change(contact("Jan Jansen"), Map.of("TeNr", "099-9"));
        rig.ledger().forget();
        int writes = writes().size();

        deliver(with(JANSEN, STORE), 2);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 010-1", "AFL Magazijn 010-1 Kade");
        assertThat(writes("KnContact")).as("the delivery address says so already").hasSize(1);
        assertThat(writes()).as("the debtor once").hasSize(writes + 2);
        deliver(with(contact("2", "Jan", "Jansen", "020-9"), delivery("2", "Magazijn", "Haven", "010-1")), 3);
        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 020-9", "AFL Magazijn 010-1 Haven");
    }

    @Test
    void changesTheDeliveryAddressOfAPersonToo() {
        DebtorBlock person = withParty(person("1001", 1, "Jansen", "jan@v.example"),
                party -> party.withObject("KnContact", List.of(STORE)));
        deliver(person, 1);

        deliver(withParty(person, party -> party.withObject("KnContact",
                List.of(delivery("2", "Magazijn", "Haven", "010-1")))), 2);

        assertThat(contacts()).containsExactly("AFL Magazijn 010-1 Haven");
        assertThat(rig.books().parties()).hasSize(1);
    }

    @Test
    void addsAgainWhatPeopleTookAwayOnceItChanges() {
        deliver(with(JANSEN, STORE), 1);
        keepOnly(contact -> contact.kind().equals("PRS"));

        deliver(with(JANSEN, STORE), 2);
        assertThat(contacts()).hasSize(1);
        deliver(with(JANSEN, delivery("2", "Magazijn", "Haven", "010-1")), 3);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 010-1", "AFL Magazijn 010-1 Haven");
    }

    @Test
    void tellsAPersonWhatCannotBeToldApartAndDeliversTheInvoice() {
        deliver(with(STORE), 1);
        rig.ledger().forget();
        Contact store = party().contacts().getFirst();
        // Somebody else made two of another name at the same place.
        contactsAre(List.of(new Contact(1, Map.of("ViKc", "AFL", "ExAd", "Loods"), null, store.address()),
                new Contact(2, Map.of("ViKc", "AFL", "ExAd", "Hal"), null, store.address())));
        deliver(with(STORE), 2);
        DebtorBlock moved = at(with(delivery("2", "Magazijn", "Haven", "010-1")), 3);

        rig.deliver(customer("1001"), 3, new DebtorUpdate(moved));
        rig.deliver(invoice(1), 3, order(invoice(1), moved, 1));

        assertThat(rig.ledger().letter(customer("1001"))).isEqualTo(FailureCode.CONTACT_UNCLEAR);
        assertThat(rig.ledger().letterParameters(customer("1001"))).containsEntry("addresses", "2");
        assertThat(rig.books().orders()).hasSize(1);
        assertThat(contacts()).containsExactlyInAnyOrder("AFL Loods  Kade", "AFL Hal  Kade");
        contactsAre(List.of(new Contact(1, Map.of("ViKc", "AFL", "ExAd", "Magazijn"), null, store.address())));
        deliver(moved, 3);
        assertThat(contacts()).as("what changed since it was found").containsExactly("AFL Magazijn  Haven");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void changesOnceWhenTheProcessDiesAtAnyEntry(int nth) {
        deliver(with(JANSEN, STORE), 1);
        int[] entries = {0};
        rig.ledger().crashBehind(entry -> ++entries[0] == nth);
        DebtorBlock changed = at(with(contact("2", "Jan", "Jansen", "020-9"),
                delivery("2", "Magazijn", "Haven", "010-1"), SHOP), 2);
        rig.submit(customer("1001"), 2, new DebtorUpdate(changed));
        rig.await();
        assertThat(rig.ledger().isCrashed()).isTrue();

        rig.restart();
        deliver(changed, 2);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 020-9", "AFL Magazijn 010-1 Haven",
                "AFL Winkel 010-2 Dorpsstraat");
        assertThat(rig.delivery(customer("1001")).intent()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void changesOnceWhenTheAnswerIsLostAndTheNewestStateStays(int nth) {
        deliver(with(JANSEN, STORE), 1);
        rig.afas().faults().add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnContact").method("PUT")
                .nth(nth));
        rig.submit(customer("1001"), 2, new DebtorUpdate(at(with(contact("2", "Jan", "Jansen", "020-8"),
                delivery("2", "Magazijn", "Haven", "010-1")), 2)));
        rig.submit(customer("1001"), 3, new DebtorUpdate(at(with(contact("2", "Jan", "Jansen", "020-9"),
                delivery("2", "Magazijn", "Werf", "010-1")), 3)));
        rig.await();

        assertThat(rig.afas().faults().fired("lost")).isEqualTo(1);
        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 020-9", "AFL Magazijn 010-1 Werf");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void saysAgainWhatItSaidBeforeWhenTheAnswerToAChangeWasLost(int nth) {
        deliver(with(JANSEN, STORE), 1);
        rig.afas().faults().add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnContact").method("PUT")
                .nth(nth));
        rig.ledger().crashAt(entry -> rig.afas().faults().fired("lost") > 0);
        rig.submit(customer("1001"), 2, new DebtorUpdate(at(with(contact("2", "Jan", "Jansen", "020-9"),
                delivery("2", "Magazijn", "Haven", "020-9")), 2)));
        rig.await();
        rig.restart();

        deliver(with(JANSEN, STORE), 3);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 010-1", "AFL Magazijn 010-1 Kade");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void movesTheAddressThatWasAddedAlthoughTheAnswerToThatWasLost(String method) {
        rig.afas().faults().add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnSalesRelationOrg")
                .method(method).nth(1));
        rig.ledger().crashAt(entry -> rig.afas().faults().fired("lost") > 0);
        rig.submit(customer("1001"), 1, new DebtorUpdate(with(STORE, SHOP)));
        rig.await();
        rig.restart();

        deliver(with(delivery("2", "Magazijn", "Haven", "010-1"), delivery("3", "Winkel", "Plein", "010-2")), 2);

        assertThat(contacts()).containsExactlyInAnyOrder("AFL Magazijn 010-1 Haven", "AFL Winkel 010-2 Plein");
    }

    @Test
    void tellsAContactTheNewestWhenTheAnswerToItsAdditionWasLost() {
        deliver(with(JANSEN), 1);
        rig.afas().faults().add(FaultRule.of("lost", new Fault.AnswerLost()).operation("KnSalesRelationOrg")
                .method("PUT").nth(1));
        rig.ledger().crashAt(entry -> rig.afas().faults().fired("lost") > 0);
        rig.submit(customer("1001"), 2, new DebtorUpdate(at(with(JANSEN, SHOP, MULDER), 2)));
        rig.await();
        rig.restart();

        deliver(with(JANSEN, delivery("3", "Winkel", "Dorpsstraat", "099-1"), contact("3", "Piet", "Mulder", "099-2")),
                3);

        assertThat(contacts()).containsExactlyInAnyOrder("PRS Jan Jansen 010-1", "PRS Piet Mulder 099-2",
                "AFL Winkel 099-1 Dorpsstraat");
    }

    private static AfasElement phoneIsEmptied() {
        return AfasElement.EMPTY.with("TeNr", "");
    }

    private static AfasElement contact(String number, String firstName, String lastName, String phone) {
        return AfasElement.EMPTY.with("PadAdr", FieldValue.of(true)).with("ViKc", "PRS").with("TeNr", phone)
                .with("EmAd", lastName.toLowerCase(java.util.Locale.ROOT) + "@v.example")
                .withObject("KnPerson", List.of(AfasElement.EMPTY.with("PadAdr", FieldValue.of(true))
                        .with("AutoNum", FieldValue.of(true)).with("FiNm", firstName).with("LaNm", lastName)
                        .with("SpNm", FieldValue.of(false)).with("ViGe", "O")))
                .from(number);
    }

    private static AfasElement department(String number, String name, String phone) {
        return AfasElement.EMPTY.with("PadAdr", FieldValue.of(true)).with("ViKc", "AFD").with("ExAd", name)
                .with("TeNr", phone).from(number);
    }

    private static AfasElement delivery(String number, String name, String street, String phone) {
        return AfasElement.EMPTY.with("PadAdr", FieldValue.of(true)).with("ViKc", "AFL").with("ExAd", name)
                .with("TeNr", phone)
                .withObject("KnBasicAddressAdr", List.of(AfasElement.EMPTY.with("CoId", "NL")
                        .with("PbAd", FieldValue.of(false)).with("Ad", street)
                        .with("HmNr", FieldValue.of(new BigDecimal("7"))).with("ZpCd", "3811 HN")
                        .with("Rs", "Amersfoort").with("ResZip", FieldValue.of(false))))
                .from(number);
    }

    private static DebtorBlock with(AfasElement... contacts) {
        return withParty(COMPANY, party -> party.withObject("KnContact", List.of(contacts)));
    }

    /** The same of which Twinfield says something else that is not mapped. */
    private static DebtorBlock withOther(DebtorBlock block) {
        return new DebtorBlock(block.customer(), block.revision(), "other", "says something else", block.party(),
                block.identity(), null, block.relation());
    }

    private void deliver(DebtorBlock block, long revision) {
        rig.deliver(customer("1001"), revision, new DebtorUpdate(at(block, revision).emptying(block.leftContact())));
        assertThat(rig.ledger().letter(customer("1001"))).isNull();
    }

    /** Kind, name, phone and street of each. */
    private List<String> contacts() {
        return party().contacts().stream().map(contact -> {
            Address address = contact.address();
            String phone = contact.field("TeNr");
            return contact.kind() + " " + name(contact) + " " + phone
                    + (address == null ? "" : " " + address.field("Ad"));
        }).toList();
    }

    private String name(Contact contact) {
        String person = contact.person();
        return person == null ? contact.field("ExAd") : rig.books().party(person).orElseThrow().name();
    }

    private Contact contact(String name) {
        return party().contacts().stream().filter(contact -> name(contact).equals(name)).findFirst().orElseThrow();
    }

    private Party partyOf(String name) {
        return rig.books().parties().stream().filter(party -> !party.organisation() && party.name().equals(name))
                .findFirst().orElseThrow();
    }

    /** As people do in AFAS. */
    private void personIs(Map<String, String> fields) {
        Party person = rig.books().parties().stream().filter(party -> !party.organisation()).findFirst().orElseThrow();
        rig.books().change(new Change(List.of(new Party(person.number(), false, fields, person.visiting(),
                person.postal(), person.bankAccounts(), person.contacts(), person.created(), person.modified())),
                List.of(), List.of(), List.of(), List.of()));
    }

    private Party party() {
        return rig.books().party(rig.books().debtors().getFirst().party()).orElseThrow();
    }

    private String lastBody() {
        List<CallLog.Body> bodies = rig.afas().calls().bodies();
        return bodies.getLast().text();
    }

    private List<Call> writes() {
        return rig.afas().calls().calls().stream().filter(Call::write).toList();
    }

    private List<Call> writes(String connector) {
        return rig.afas().calls().of(connector).stream().filter(Call::write).toList();
    }

    /** As people do in AFAS. */
    private void change(Contact contact, Map<String, String> changed) {
        Map<String, String> fields = new HashMap<>(contact.fields());
        fields.putAll(changed);
        List<Contact> contacts = new ArrayList<>(party().contacts());
        contacts.replaceAll(one -> one.id() == contact.id()
                ? new Contact(contact.id(), fields, contact.person(), contact.address())
                : one);
        contactsAre(contacts);
    }

    private void keepOnly(java.util.function.Predicate<Contact> which) {
        contactsAre(party().contacts().stream().filter(which).toList());
    }

    private void contactsAre(List<Contact> contacts) {
        UnaryOperator<Party> change = party -> new Party(party.number(), party.organisation(), party.fields(),
                party.visiting(), party.postal(), party.bankAccounts(), contacts, party.created(), party.modified());
        rig.books().change(new Change(List.of(change.apply(party())), List.of(), List.of(), List.of(), List.of()));
    }
}
