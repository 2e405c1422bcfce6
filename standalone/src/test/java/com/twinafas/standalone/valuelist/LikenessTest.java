package com.twinafas.standalone.valuelist;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

import com.twinafas.standalone.valuelist.Likeness.Match;
import com.twinafas.standalone.valuelist.Likeness.Reason;

class LikenessTest {

    private static final Value HIGH = rate("1", "Verkopen hoog tarief", "21.0");
    private static final Value LOW = rate("2", "Verkopen laag tarief", "9");
    private static final Value PURCHASE = rate("5", "Inkopen hoog tarief", "21");

    @Test
    void prefersTheSameRateAndAmongThoseTheMostSimilarName() {
        assertThat(Likeness.find(rate("VH", "BTW verkopen hoog", "21"), List.of(LOW, PURCHASE, HIGH)))
                .contains(new Match(HIGH, Reason.EQUAL_PERCENTAGE));
    }

    @Test
    void takesACodeThatIsTheSameButForZerosInFront() {
        assertThat(Likeness.find(Value.of("0070", "Verkoop"), List.of(Value.of("60", "Verkoop"), Value.of("70", "x"))))
                .contains(new Match(Value.of("70", "x"), Reason.EQUAL_CODE));
    }

    @Test
    void takesAVerySimilarNameElse() {
        assertThat(Likeness.find(Value.of("VRK", "Verkoopboek"),
                List.of(Value.of("60", "Inkoopboek"), Value.of("70", "Verkoopboek algemeen"))))
                .contains(new Match(Value.of("70", "Verkoopboek algemeen"), Reason.SIMILAR_NAME));
    }

    @Test
    void suggestsNothingWhereNothingIsAlike() {
        assertThat(Likeness.find(Value.of("KAS", "Kas"), List.of(Value.of("70", "Verkoopboek")))).isEmpty();
    }

    private static Value rate(String code, String name, String percentage) {
        return new Value(code, name, new BigDecimal(percentage));
    }
}
