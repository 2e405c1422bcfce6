package com.twinafas.writer.line;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRow;

/** What is looked for: the rows with this value in this column. AFAS compares without case. */
public record Term(String column, String value) {

    boolean matches(AfasRow row) {
        return comparable(value).equals(comparable(row.text(column)));
    }

    private static String comparable(@Nullable String text) {
        return text == null ? "" : text.trim().toLowerCase(Locale.ROOT);
    }
}
