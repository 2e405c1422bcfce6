package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Twinfield's customers are in AFAS where Twinfield itself does not say it.
 *
 * @param currency        AFAS currency of debtors ({@code CuId})
 * @param currencies      the same by the country of the customer, ISO alpha-2
 * @param language        AFAS language of debtors ({@code LgId}); null leaves it to AFAS
 * @param languages       the same by the country of the customer, ISO alpha-2
 * @param creditBlocked   whether a customer that is blocked in Twinfield's credit management is blocked in AFAS
 * @param classifications Twinfield groups and segments in AFAS
 */
public record CustomerSettings(@NotBlank @DefaultValue("EUR") String currency,
        @DefaultValue Map<String, String> currencies, @Nullable String language,
        @DefaultValue Map<String, String> languages, @DefaultValue("false") boolean creditBlocked,
        @DefaultValue List<@Valid Classification> classifications) {

    /**
     * A field of AFAS that says what kind of customer it is.
     *
     * @param from      what it follows from
     * @param object    whose field it is
     * @param field     the field, also a free field ({@code U} and 32 hexadecimal digits)
     * @param rows      AFAS value by Twinfield code or text
     * @param otherwise when no row fits; null leaves the field alone
     */
    public record Classification(@NotNull From from, @NotNull @DefaultValue("debtor") Holder object,
            @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,39}") String field,
            @NotEmpty List<@Valid Row> rows, @Nullable String otherwise) {
    }

    /**
     * One row of a classification's table; a list, because a segment may have spaces and dots.
     *
     * @param text  what Twinfield says
     * @param value what AFAS gets for it
     */
    public record Row(@NotBlank String text, @NotBlank String value) {
    }

    /** Twinfield's dimension group, or the segment of credit management ({@code freetext2}). */
    public enum From {
        GROUP,
        SEGMENT
    }

    /** The sales relation, or the organisation or person behind it. */
    public enum Holder {
        DEBTOR,
        PARTY
    }
}
