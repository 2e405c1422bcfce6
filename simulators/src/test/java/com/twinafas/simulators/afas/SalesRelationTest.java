package com.twinafas.simulators.afas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.afas.books.Contact;
import com.twinafas.simulators.afas.books.Party;

class SalesRelationTest {

    private AfasSimulator afas;
    private Caller caller;

    @BeforeEach
    void start() {
        afas = AfasSimulator.start(AfasSimulatorConfig.standard());
        caller = Caller.of(afas);
    }

    @AfterEach
    void stop() {
        caller.close();
        afas.close();
    }

    @Test
    void numbersNewDebtorsBySeries() {
        Caller.Answer first = caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example"));
        Caller.Answer second = caller.post("KnSalesRelationPer", Bodies.person("Jansen", "j@j.example"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.key("KnSalesRelationOrg", "DbId")).isEqualTo("10001");
        assertThat(first.key("KnSalesRelationOrg", "BcCo")).isEqualTo("1000001");
        assertThat(second.key("KnSalesRelationPer", "DbId")).isEqualTo("10002");
        assertThat(afas.books().debtors()).hasSize(2).allMatch(debtor -> debtor.debtor());
        assertThat(afas.books().party("1000002").orElseThrow().name()).isEqualTo("Anna Jansen");
    }

    @Test
    void refusesNumberThatIsTaken() {
        String body = Bodies.company("A", "a@a.example").replace("\"IsDb\"", "\"DbId\": \"20010\", \"IsDb\"");
        assertThat(caller.post("KnSalesRelationOrg", body).key("KnSalesRelationOrg", "DbId")).isEqualTo("20010");

        assertThat(caller.post("KnSalesRelationOrg", body).said()).isEqualTo("Debiteurnummer '20010' bestaat al.");
        assertThat(afas.books().debtors()).hasSize(1);
    }

    @Test
    void changesDebtorByNumberBesideItsFields() {
        String number = caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example"))
                .key("KnSalesRelationOrg", "DbId");

        Caller.Answer answer = caller.put("KnSalesRelationOrg", """
                {"KnSalesRelationOrg": {"Element": {"@DbId": "%s", "Fields": {"PaCd": "30"}, "Objects":
                {"KnOrganisation": {"Element": {"Fields": {"MatchOga": "0", "BcCo": "1000001", "EmAd": "b@b.example"}}}
                }}}}""".formatted(number));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(afas.books().debtor(number).orElseThrow().field("PaCd")).isEqualTo("30");
        assertThat(afas.books().debtor(number).orElseThrow().field("ColA")).isEqualTo("1300");
        assertThat(afas.books().byEmail("b@b.example")).hasSize(1);
        assertThat(afas.books().party("1000001").orElseThrow().name()).isEqualTo("A");
    }

    @Test
    void makesPartyDebtorByItsNumber() {
        caller.post("KnSalesRelationOrg",
                withContact(Bodies.company("A", "a@a.example"), "\"FiNm\": \"Bo\", \"LaNm\": \"Vis\""));
        Party contact = afas.books().parties().stream().filter(party -> !party.organisation()).findFirst()
                .orElseThrow();

        Caller.Answer answer = caller.put("KnSalesRelationPer", """
                {"KnSalesRelationPer": {"Element": {"Fields": {"IsDb": true, "CuId": "EUR"}, "Objects": {"KnPerson":
                {"Element": {"Fields": {"MatchPer": "0", "BcCo": "%s"}}}}}}}""".formatted(contact.number()));

        assertThat(answer.key("KnSalesRelationPer", "BcCo")).isEqualTo(contact.number());
        assertThat(afas.books().debtors()).hasSize(2);
    }

    @Test
    void makesContactPersonWithCompanyInOneCall() {
        caller.post("KnSalesRelationOrg",
                withContact(Bodies.company("A", "a@a.example"), "\"FiNm\": \"Bo\", \"LaNm\": \"Vis\""));

        Party company = afas.books().party("1000001").orElseThrow();
        assertThat(company.contacts()).extracting(Contact::kind).containsExactly("PRS");
        assertThat(caller.rows("Profit_Contacts").column("FullName")).containsExactly("Bo Vis");
    }

    @Test
    void reusesSingleMatchAndRefusesSeveral() {
        caller.post("KnSalesRelationOrg", Bodies.company("A", "1@a.example"));
        String byName = Bodies.company("A", "2@a.example").replace("\"MatchOga\": \"6\"", "\"MatchOga\": \"3\"");

        assertThat(caller.post("KnSalesRelationOrg", byName).said())
                .isEqualTo("Organisatie/persoon '1000001' is al een verkooprelatie.");

        caller.post("KnSalesRelationOrg", Bodies.company("A", "3@a.example"));
        assertThat(caller.post("KnSalesRelationOrg", byName).said()).contains("meerdere");
    }

    @Test
    void refusesCodesThatDoNotExist() {
        String body = Bodies.company("A", "a@a.example");

        assertThat(caller.post("KnSalesRelationOrg", body.replace("\"PaCd\": \"14\"", "\"PaCd\": \"15\"")).said())
                .isEqualTo("De ingevoerde waarde bij 'Betalingsvoorwaarde' bestaat niet | Vul een waarde in bij "
                        + "'Betalingsvoorwaarde'.");
        assertThat(caller.post("KnSalesRelationOrg", body.replace("\"CoId\": \"NL\"", "\"CoId\": \"DE\"")).said())
                .contains("'Land'");
        assertThat(caller.language("en-us").post("KnSalesRelationOrg", body.replace("\"1300\"", "\"9999\"")).said())
                .contains("'Summary account' does not exist");
        assertThat(afas.books().debtors()).isEmpty();
        assertThat(afas.books().parties()).isEmpty();
    }

    @Test
    void refusesWhatDoesNotFitItsFields() {
        String body = Bodies.company("A", "a@a.example");

        assertThat(caller.post("KnSalesRelationOrg", body.replace("\"CuId\": \"EUR\", ", "")).said())
                .isEqualTo("(AntaObject) Er is geen waarde ingevoerd bij verplicht veld 'Valuta' (CuId).");
        assertThat(caller.post("KnSalesRelationOrg", body.replace("Amersfoort", "x".repeat(51))).said())
                .contains("te lang");
        assertThat(caller.post("KnSalesRelationOrg", body.replace("\"12\"", "\"12a\"")).said()).contains("ongeldig");
        assertThat(caller.post("KnSalesRelationOrg", body.replace("\"Nm\"", "\"Naam\"")).said())
                .isEqualTo("Veld 'Naam' komt niet voor in de definitie van 'KnOrganisation'.");
        assertThat(caller.post("KnSalesRelationOrg", "{").json().path("message").asString())
                .isEqualTo("Invalid json");
    }

    @Test
    void findsDeliveryAddressOfDebtor() {
        caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example"));
        caller.put("KnSalesRelationOrg", """
                {"KnSalesRelationOrg": {"Element": {"@DbId": "10001", "Objects": {"KnOrganisation": {"Element":
                {"Fields": {"MatchOga": "0", "BcCo": "1000001"}, "Objects": {"KnContact": {"Element": {"Fields":
                {"ViKc": "AFL", "ExAd": "Magazijn"}, "Objects": {"KnBasicAddressAdr": {"Element": {"Fields":
                {"CoId": "D", "Ad": "Hafen", "HmNr": "1", "ZpCd": "20095", "Rs": "Hamburg"}}}}}}}}}}}}}""");

        Caller.Answer rows = caller.rows("Profit_Deliveryaddress", "filterfieldids=DebiteurID", "filtervalues=10001",
                "operatortypes=1");

        assertThat(rows.column("A_Land")).containsExactly("DE");
        assertThat(rows.column("Adres_ID")).containsExactly("1002");
    }

    @Test
    void addsADepartmentOrDeliveryAddressEachTimeItIsSent() {
        caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example"));
        String delivery = added("KnContact", "\"ViKc\": \"AFL\", \"ExAd\": \"Magazijn\"");

        assertThat(caller.put("KnSalesRelationOrg", delivery).status()).isEqualTo(201);
        assertThat(caller.put("KnSalesRelationOrg", delivery).status()).isEqualTo(201);

        assertThat(afas.books().party("1000001").orElseThrow().contacts()).hasSize(2);
    }

    @Test
    void addsABankAccountEachTimeItIsSentAndShowsEachOne() {
        caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example"));
        String iban = added("KnBankAccount", "\"CoId\": \"NL\", \"Iban\": \"NL97CHAS0849835607\"");

        caller.put("KnSalesRelationOrg", iban);
        caller.put("KnSalesRelationOrg", iban);
        caller.put("KnSalesRelationOrg", added("KnBankAccount", "\"CoId\": \"NL\", \"BaAc\": \"849835607\""));

        Caller.Answer rows = caller.rows("Profit_BankAccounts", "filterfieldids=BcCo", "filtervalues=1000001",
                "operatortypes=1");
        assertThat(rows.column("IBAN")).containsExactlyInAnyOrder("NL97CHAS0849835607", "NL97CHAS0849835607", "");
        assertThat(rows.column("Verkooprelatie")).containsOnly("10001");
    }

    @Test
    void takesOneRowOfASubObject() {
        caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example"));
        String account = "{\"Fields\": {\"CoId\": \"NL\", \"Iban\": \"NL97CHAS0849835607\"}}";
        String two = added("KnBankAccount", "\"CoId\": \"NL\"").replace("{\"Fields\": {\"CoId\": \"NL\"}}",
                "[" + account + "," + account + "]");

        assertThat(caller.put("KnSalesRelationOrg", two).status()).isEqualTo(500);
        assertThat(afas.books().party("1000001").orElseThrow().bankAccounts()).isEmpty();
    }

    /** A body that adds one row of a sub-object to the first company. */
    private static String added(String object, String fields) {
        return """
                {"KnSalesRelationOrg": {"Element": {"@DbId": "10001", "Objects": {"KnOrganisation": {"Element":
                {"Fields": {"MatchOga": "0", "BcCo": "1000001"}, "Objects": {"%s": {"Element": {"Fields": {%s}}}}}}}}}}
                """.formatted(object, fields);
    }

    private static String withContact(String company, String person) {
        return company.replace("\"Objects\": [{", """
                "Objects": [{"KnContact": {"Element": {"Fields": {"ViKc": "PRS"}, "Objects": {"KnPerson":
                {"Element": {"Fields": {"MatchPer": "7", %s}}}}}}}, {""".formatted(person));
    }
}
