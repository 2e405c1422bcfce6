package com.twinafas.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentencesTest {

    private static final Sentences ENGLISH = new Sentences(Sentences.ENGLISH);
    private static final Sentences DUTCH = new Sentences(Sentences.DUTCH);

    @ParameterizedTest
    @EnumSource
    void saysTheSameInBothLanguages(FailureCode code) {
        Cause cause = Cause.of(code);

        assertThat(ENGLISH.what(cause)).isNotBlank();
        assertThat(ENGLISH.toDo(cause)).isNotBlank();
        assertThat(DUTCH.what(cause)).isNotBlank();
        assertThat(DUTCH.toDo(cause)).isNotBlank();
    }

    @Test
    void tellsWhichFieldWhichRuleAndTheKindOfValue() {
        Cause cause = Cause.of(FailureCode.MAPPING_FAILED,
                Map.of("field", "order/OrDa", "rule", "mapping:3:5", "needed", "date", "found", "text"));

        assertThat(ENGLISH.what(cause)).isEqualTo(
                "order/OrDa cannot be filled by rule mapping:3:5 of the mapping. Needed: date. Found: text");
        assertThat(DUTCH.what(cause))
                .isEqualTo("order/OrDa kan niet gevuld worden door regel mapping:3:5 van de mapping."
                        + " Nodig: datum. Gevonden: tekst");
        assertThat(DUTCH.toDo(cause)).isEqualTo("Verbeter de waarde in Twinfield, of de regel in de mapping");
    }

    @Test
    void callsKindsOfValuesByTheirDutchNames() {
        Cause cause = Cause.of(FailureCode.VALUE_INVALID,
                Map.of("field", "dimension/email", "expected", "e-mail address", "found", "text"));

        assertThat(ENGLISH.what(cause)).isEqualTo("Field dimension/email holds text, not a valid e-mail address");
        assertThat(DUTCH.what(cause)).isEqualTo("Veld dimension/email bevat tekst. Verwacht: e-mailadres");
    }
}
