package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens with one Twinfield office.
 *
 * @param code           Twinfield office code
 * @param administration AFAS {@code Unit} and {@code UnId}
 * @param customers      whether changes of customers travel by themselves; invoices bring their customer either way
 * @param articles       what happens with articles
 * @param orderType      how a sales invoice lands in AFAS
 * @param invoiceTypes   Twinfield invoice types to read; empty reads all
 * @param concepts       whether concept invoices travel (as orders)
 * @param daybooks       day books whose transactions travel as entries; none by default
 * @param journals       AFAS journal by Twinfield day book
 * @param invoiceDaybooks day books on which Twinfield books the invoices that the invoice flow delivers; with order type
 *                       mutation their transactions are what it delivers, so they need a journal too
 * @param defaultDebtor  when set, every invoice goes on this AFAS debtor
 * @param match          by what, after the e-mail address, a customer is looked for in AFAS
 * @param severalMatches what to do when several debtors match
 * @param entries        how its transactions become entries
 * @param standIns       debtors for customers that get none of their own
 * @param orderNumber    how AFAS's order number is made of an invoice, for example {@code {office}{number}}; without it
 *                       AFAS numbers orders itself
 */
public record OfficeSettings(@NotBlank String code, @NotBlank String administration,
        @DefaultValue("true") boolean customers, @NotNull @DefaultValue("create") Articles articles,
        @NotNull @DefaultValue("order") OrderType orderType, @DefaultValue Set<String> invoiceTypes,
        @DefaultValue("false") boolean concepts, @DefaultValue Set<String> daybooks,
        @DefaultValue Map<String, String> journals, @DefaultValue("VRK") Set<String> invoiceDaybooks,
        @Nullable String defaultDebtor, @DefaultValue List<Match> match,
        @NotNull @DefaultValue("refuse") SeveralMatches severalMatches,
        @Valid @DefaultValue EntrySettings entries, @Valid @DefaultValue StandInSettings standIns,
        @Nullable String orderNumber) {

    /** The debtor on which all invoices of a type go; null when each goes on its customer's own. */
    public @Nullable String fixedDebtor(String invoiceType) {
        return standIns.invoiceTypes().getOrDefault(invoiceType, defaultDebtor);
    }

    /** What happens with articles: nothing, AFAS must have them, or they are created and updated there. */
    public enum Articles {
        OFF,
        REQUIRED,
        CREATE
    }

    /** Sales order ({@code FbSales}), direct invoice ({@code FbDirectInvoice}), entry ({@code FiEntries}) or nothing. */
    public enum OrderType {
        ORDER,
        DIRECT_INVOICE,
        MUTATION,
        OFF
    }

    /** What a customer can be found by besides its e-mail address. */
    public enum Match {
        CHAMBER_OF_COMMERCE_NUMBER,
        VAT_NUMBER,
        DEBTOR_NUMBER
    }

    /** What to do with several matches. */
    public enum SeveralMatches {
        REFUSE,
        FIRST,
        DEFAULT_DEBTOR
    }
}
