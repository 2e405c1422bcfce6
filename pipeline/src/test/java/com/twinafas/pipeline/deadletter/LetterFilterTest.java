package com.twinafas.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

class LetterFilterTest {

    private static final Letter LETTER = letter("NL01/sales-invoice/F/1", "write",
            Cause.of(FailureCode.ITEM_MISSING, "item", "D012"));

    @ParameterizedTest
    @CsvSource({"ITEM_MISSING,true", "ITEM_MISSING{item=D012},true", "ITEM_MISSING{item=D012}@write,true",
            "ITEM_MISSING{item=D012}@map,false", "ITEM_MISSING{item=D01},false", "ITEM,false",
            "CUSTOMER_MISSING,false"})
    void knowsACauseByItsCodeItsKeyAndItsStage(String cause, boolean matches) {
        assertThat(new LetterFilter(cause, null, null, null, null, Set.of()).matches(LETTER)).isEqualTo(matches);
    }

    @Test
    void leavesInWhatMeetsAllThatIsSaid() {
        assertThat(LetterFilter.ALL.matches(LETTER)).isTrue();
        assertThat(new LetterFilter(null, Stage.WRITE, FailureCategory.BUSINESS, "NL01", RecordKind.SALES_INVOICE,
                Set.of(LETTER.key())).matches(LETTER)).isTrue();
        assertThat(new LetterFilter(null, Stage.MAP, null, null, null, Set.of()).matches(LETTER)).isFalse();
        assertThat(new LetterFilter(null, null, FailureCategory.BUG, null, null, Set.of()).matches(LETTER)).isFalse();
        assertThat(new LetterFilter(null, null, null, "NL02", null, Set.of()).matches(LETTER)).isFalse();
        assertThat(new LetterFilter(null, null, null, null, RecordKind.CUSTOMER, Set.of()).matches(LETTER)).isFalse();
        assertThat(LetterFilter.of(List.of(RecordKey.parse("NL01/sales-invoice/F/2"))).matches(LETTER)).isFalse();
    }

    @Test
    void countsByCauseAndStageWhatHoldsUpMostFirst() {
        // Given
        CauseCount.Counter counter = new CauseCount.Counter(1);
        Cause other = Cause.of(FailureCode.CUSTOMER_MISSING, "customer", "1");

        // When
        counter.accept(letter("NL01/sales-invoice/F/9", "map", other));
        counter.accept(LETTER);
        counter.accept(letter("NL01/article/A", "write", LETTER.cause()));

        // Then
        assertThat(counter.counts()).extracting(CauseCount::key).containsExactly("ITEM_MISSING{item=D012}@write",
                "CUSTOMER_MISSING{customer=1}@map");
        assertThat(counter.counts().getFirst().byKind())
                .isEqualTo(Map.of(RecordKind.SALES_INVOICE, 1L, RecordKind.ARTICLE, 1L));
        assertThat(counter.counts().getFirst().records()).containsExactly(LETTER.key());
        assertThat(new CauseCountText(com.twinafas.schemas.failure.Sentences.DUTCH).of(counter.counts(),
                Map.of("ITEM_MISSING{item=D012}@write", "It can go on")))
                .contains("     2  Artikel D012 bestaat niet in AFAS", "--cause 'ITEM_MISSING{item=D012}@write'",
                        "1 article, 1 sales-invoice", "It can go on");
    }

    private static Letter letter(String key, String stage, Cause cause) {
        return new Letter(RecordKey.parse(key), stage, cause, 1L, Instant.EPOCH, Instant.EPOCH, 1, 0);
    }
}
