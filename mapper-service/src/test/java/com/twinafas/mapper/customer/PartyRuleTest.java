package com.twinafas.mapper.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.schemas.update.DebtorBlock.Party;

class PartyRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"Voorbeeld BV", "Jansen B.V.", "Müller GmbH & Co. KG", "Smith & Sons", "Acme Inc.",
            "Dupont S.A.R.L.", "Stichting Zonnebloem", "Gemeente Utrecht", "De Vries V.O.F.", "Peeters NV", "Foo Ltd"})
    void knowsOrganisationsByTheirName(String name) {
        assertThat(PartyRule.decide(name, null, null, List.of())).isEqualTo(Party.ORGANISATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Waardedijk", "Jan Voorbeeld", "De heer en mevrouw Sa", "Sven Agnes", "J. Bakker",
            "Cornelia Schoolmeester", "Mevrouw A. Bank"})
    void takesTheRestForPersons(String name) {
        assertThat(PartyRule.decide(name, null, null, List.of())).isEqualTo(Party.PERSON);
    }

    @Test
    void takesWhoeverHasNumberOrOtherContactForOrganisation() {
        assertThat(PartyRule.decide("Jan Voorbeeld", "12345678", null, List.of())).isEqualTo(Party.ORGANISATION);
        assertThat(PartyRule.decide("Jan Voorbeeld", null, "NL1B01", List.of())).isEqualTo(Party.ORGANISATION);
        assertThat(PartyRule.decide("De Hoek", null, null, List.of("T.a.v. Piet Jansen")))
                .isEqualTo(Party.ORGANISATION);
        assertThat(PartyRule.decide("Waardedijk", null, null, List.of("T.a.v. De heer A. Waardedijk")))
                .isEqualTo(Party.PERSON);
    }

    @ParameterizedTest
    @CsvSource({"Voorbeeld BV,VOORBEELD", "Café Zürich & Co.,CAFEZURICH", "Waardedijk,WAARDEDIJK", "'O''Neill',ONEILL",
            "Straßenbau Müller GmbH,STRASSENBA"})
    void makesSearchNames(String name, String searchName) {
        assertThat(PartyRule.searchName(name)).isEqualTo(searchName);
    }
}
