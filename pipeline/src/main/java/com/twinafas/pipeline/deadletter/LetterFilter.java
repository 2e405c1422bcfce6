package com.twinafas.pipeline.deadletter;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * Which dead letters are meant; what is null, or empty, leaves all in.
 *
 * @param cause   a code ({@code ITEM_MISSING}), a cause ({@code ITEM_MISSING{item=D012}}) or a cause in one stage
 *                ({@code ITEM_MISSING{item=D012}@write})
 * @param records the records they are about
 */
public record LetterFilter(@Nullable String cause, @Nullable Stage stage, @Nullable FailureCategory category,
        @Nullable String office, @Nullable RecordKind flow, Set<RecordKey> records) {

    /** All of them. */
    public static final LetterFilter ALL = new LetterFilter(null, null, null, null, null, Set.of());

    public LetterFilter {
        records = Set.copyOf(records);
    }

    /** Those of these records. */
    public static LetterFilter of(List<RecordKey> records) {
        return new LetterFilter(null, null, null, null, null, Set.copyOf(records));
    }

    /** Those of this cause: a code, a cause, or a cause in one stage. */
    public static LetterFilter ofCause(String cause) {
        return new LetterFilter(cause, null, null, null, null, Set.of());
    }

    public boolean matches(Letter letter) {
        return (cause == null || isCause(cause, letter)) && (stage == null || stage.wireName().equals(letter.stage()))
                && (category == null || category == letter.cause().code().category())
                && (office == null || office.equals(letter.key().office()))
                && (flow == null || flow == letter.key().kind())
                && (records.isEmpty() || records.contains(letter.key()));
    }

    /** Whether it leaves all in. */
    public boolean isAll() {
        return equals(ALL);
    }

    private static boolean isCause(String asked, Letter letter) {
        return Objects.equals(asked, letter.cause().code().name()) || asked.equals(letter.cause().key())
                || asked.equals(letter.causeKey());
    }
}
