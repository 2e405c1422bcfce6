package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the transactions of one office become entries.
 *
 * @param provisional  whether provisional transactions travel too; final ones always do
 * @param baseCurrency in which the office keeps its books; AFAS's administration must keep its own in the same
 * @param country      of the office, ISO alpha-2: for the tables by country where no customer says one
 * @param creditors    AFAS creditor by Twinfield supplier; a supplier without a row keeps its code
 */
public record EntrySettings(@DefaultValue("false") boolean provisional,
        @NotNull @Pattern(regexp = "[A-Z]{3}") @DefaultValue("EUR") String baseCurrency,
        @NotNull @Pattern(regexp = "[A-Z]{2}") @DefaultValue("NL") String country,
        @DefaultValue Map<String, String> creditors) {
}
