package com.twinafas.simulators.afas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.afas.books.Contact;

/** {@code KnContact} changes a contact that is there and nothing else. */
class ContactTest {

    private AfasSimulator afas;
    private Caller caller;

    @BeforeEach
    void start() {
        afas = AfasSimulator.start(AfasSimulatorConfig.standard());
        caller = Caller.of(afas);
        caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example"));
        add("\"ViKc\": \"PRS\", \"TeNr\": \"010-1\", \"EmAd\": \"bo@a.example\"", "{\"KnPerson\": {\"Element\": "
                + "{\"Fields\": {\"MatchPer\": \"7\", \"FiNm\": \"Bo\", \"LaNm\": \"Vis\"}}}}");
        add("\"ViKc\": \"AFL\", \"ExAd\": \"Magazijn\"", address("Kade"));
    }

    @AfterEach
    void stop() {
        caller.close();
        afas.close();
    }

    @Test
    void changesTheFieldsThatAreGivenOfTheContactWithTheNumber() {
        Contact before = contact("PRS");

        Caller.Answer answer = put("\"CdId\": %d, \"ViKc\": \"PRS\", \"TeNr\": \"020-2\"".formatted(before.id()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(contact("PRS").fields()).containsEntry("TeNr", "020-2").containsEntry("EmAd", "bo@a.example")
                .doesNotContainKey("CdId");
        assertThat(contact("PRS").person()).isEqualTo(before.person());
        assertThat(caller.rows("Profit_Contacts").column("TelWork")).containsExactlyInAnyOrder("020-2", "");
    }

    @Test
    void changesTheAddressOfADelivery() {
        put("\"CdId\": %d, \"ViKc\": \"AFL\"".formatted(contact("AFL").id()), address("Haven"));

        assertThat(caller.rows("Profit_Deliveryaddress").column("A_Straat")).containsExactly("Haven");
        assertThat(caller.rows("Profit_Contacts").column("AddressLine1")).containsExactlyInAnyOrder("Dorpsstraat 12",
                "Haven 1");
        assertThat(contact("AFL").field("ExAd")).isEqualTo("Magazijn");
    }

    @Test
    void findsAContactByItsOrganisationToo() {
        put("\"BcCoOga\": \"1000001\", \"ExAd\": \"magazijn\", \"TeNr\": \"010-3\"");
        put("\"BcCoOga\": \"1000001\", \"BcCoPer\": \"%s\", \"TeNr\": \"010-4\"".formatted(contact("PRS").person()));

        assertThat(contact("AFL").field("TeNr")).isEqualTo("010-3");
        assertThat(contact("PRS").field("TeNr")).isEqualTo("010-4");
    }

    @Test
    void changesThePersonThatAContactIs() {
        String person = String.valueOf(contact("PRS").person());

        caller.put("KnPerson", "{\"KnPerson\": {\"Element\": {\"Fields\": {\"MatchPer\": \"0\", \"BcCo\": \"%s\", "
                .formatted(person) + "\"FiNm\": \"Bob\"}}}}");

        assertThat(afas.books().party(person).orElseThrow().name()).isEqualTo("Bob Vis");
        assertThat(caller.rows("Profit_Contacts").column("FullName")).contains("Bob Vis");
        assertThat(contact("PRS").field("TeNr")).isEqualTo("010-1");
    }

    @Test
    void clearsAFieldThatIsEmpty() {
        put("\"CdId\": %d, \"ViKc\": \"PRS\", \"TeNr\": \"\"".formatted(contact("PRS").id()));

        assertThat(contact("PRS").fields()).doesNotContainKey("TeNr").containsKey("EmAd");
    }

    @Test
    void refusesToAddOneOrToFindOneByHalfItsKey() {
        assertThat(
                caller.post("KnContact", "{\"KnContact\": {\"Element\": {\"Fields\": {\"ExAd\": \"Nieuw\"}}}}").said())
                .contains("Toevoegen");
        assertThat(put("\"CdId\": %d, \"TeNr\": \"1\"".formatted(contact("PRS").id())).said()).contains("'ViKc'");
        assertThat(put("\"ViKc\": \"PRS\", \"TeNr\": \"1\"").said()).contains("'CdId'");
        assertThat(put("\"CdId\": %d, \"ViKc\": \"AFD\"".formatted(contact("PRS").id())).said())
                .isEqualTo("Het contact is niet gevonden.");
        assertThat(afas.books().party("1000001").orElseThrow().contacts()).hasSize(2);
    }

    private Caller.Answer put(String fields, String... objects) {
        return caller.put("KnContact", "{\"KnContact\": {\"Element\": {\"Fields\": {%s}, \"Objects\": [%s]}}}"
                .formatted(fields, String.join(",", objects)));
    }

    private void add(String fields, String objects) {
        assertThat(caller.put("KnSalesRelationOrg", """
                {"KnSalesRelationOrg": {"Element": {"@DbId": "10001", "Objects": {"KnOrganisation": {"Element":
                {"Fields": {"MatchOga": "0", "BcCo": "1000001"}, "Objects": {"KnContact": {"Element": {"Fields": {%s},
                "Objects": [%s]}}}}}}}}}""".formatted(fields, objects)).status()).isEqualTo(201);
    }

    private static String address(String street) {
        return ("{\"KnBasicAddressAdr\": {\"Element\": {\"Fields\": {\"CoId\": \"NL\", \"Ad\": \"%s\", \"HmNr\": \"1\", "
                + "\"ZpCd\": \"3812 AB\", \"Rs\": \"Amersfoort\", \"BeginDate\": \"2026-11-02\"}}}}").formatted(street);
    }

    private Contact contact(String kind) {
        return afas.books().party("1000001").orElseThrow().contacts().stream()
                .filter(contact -> contact.kind().equals(kind)).findFirst().orElseThrow();
    }
}
