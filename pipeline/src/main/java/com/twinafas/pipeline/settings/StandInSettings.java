package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Debtors of AFAS that stand in for customers which get none of their own.
 *
 * @param debtor       for customers that {@code several-matches} or {@code without-email} gives to a default debtor
 * @param invoiceTypes debtor on which all invoices of a Twinfield invoice type go, by that type
 * @param withoutEmail what happens with a customer that has no e-mail address and is not found in AFAS otherwise
 */
public record StandInSettings(@Nullable String debtor, @DefaultValue Map<String, String> invoiceTypes,
        @NotNull @DefaultValue("create") WithoutEmail withoutEmail) {

    /** Made all the same, reported, or given to the debtor that stands in. */
    public enum WithoutEmail {
        CREATE,
        REFUSE,
        DEFAULT_DEBTOR
    }
}
