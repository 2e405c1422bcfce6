package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tables and defaults of the mapping.
 *
 * @param file              where the user's own mapping is read from when the configuration file is imported
 * @param text              the user's own mapping itself; says only what differs from the default mapping
 * @param vat               VAT codes, the most exact row wins; rows without a code are the defaults
 * @param revenueAccounts   ledger accounts, the most exact row wins
 * @param paymentConditions AFAS payment condition by Twinfield due days, for example {@code 30: "30"}
 * @param paymentCondition  when the table has no row
 * @param controlAccount    AFAS control account of new debtors
 * @param deliveryMethod    {@code InPv}; {@code Y} is none, so that AFAS mails nothing a second time
 * @param unit              {@code BiUn} of lines whose article has none
 * @param itemGroup         AFAS item group of new items
 * @param costCentreAxes    allocation axis, 1 to 5, by Twinfield dimension type, for example {@code KPL: "1"}
 * @param totalsTolerance   by VAT rate, in the currency of the document
 * @param oneOffItem        AFAS item of invoice lines without an article of their own (Twinfield article {@code 0})
 * @param textItem          AFAS text item of lines that are text only
 * @param blockHidden       whether a customer or article that is hidden or deleted in Twinfield is blocked in AFAS
 * @param customers         what customers are in AFAS where Twinfield does not say it
 * @param payment           payment terms with a discount, and payment methods
 * @param allocation        how cost centres and projects are called in AFAS
 * @param unmappedLedger    what happens with a ledger without a row in {@code revenue-accounts}
 * @param sales             how articles and invoice lines land
 */
public record MappingSettings(@ProcessSetting @Nullable Path file, @Nullable String text,
        @DefaultValue List<@Valid VatRow> vat,
        @DefaultValue List<@Valid RevenueRow> revenueAccounts, @DefaultValue Map<Integer, String> paymentConditions,
        @NotBlank @DefaultValue("14") String paymentCondition, @NotBlank @DefaultValue("1400") String controlAccount,
        @NotBlank @DefaultValue("Y") String deliveryMethod, @NotBlank @DefaultValue("Stk") String unit,
        @NotBlank @DefaultValue("1") String itemGroup, @DefaultValue Map<String, String> costCentreAxes,
        @NotNull @DecimalMin("0") @DefaultValue("0.02") BigDecimal totalsTolerance,
        @NotBlank @DefaultValue("DIVERS") String oneOffItem, @NotBlank @DefaultValue("T") String textItem,
        @DefaultValue("false") boolean blockHidden, @Valid @DefaultValue CustomerSettings customers,
        @Valid @DefaultValue PaymentSettings payment, @Valid @DefaultValue AllocationSettings allocation,
        @NotNull @DefaultValue("keep") UnmappedLedger unmappedLedger, @Valid @DefaultValue SalesSettings sales) {

    /** A ledger that the table does not know keeps its code in AFAS, or its transaction is refused. */
    public enum UnmappedLedger {
        KEEP,
        REFUSE
    }

    /**
     * One row of the VAT table.
     *
     * @param code      Twinfield VAT code; null for every code that has no row with the value
     * @param country   ISO alpha-2 of the customer; null for every country
     * @param vatDuty   AFAS {@code VaDu} of debtor and order
     * @param rateGroup AFAS {@code VaRc} of an order line
     * @param vatCode   AFAS {@code VaId} of an entry
     * @param vatAccount AFAS ledger account of the entry's VAT line
     * @param percentage that Twinfield must have in force for the code; null does not compare
     */
    public record VatRow(@Nullable String code, @Nullable String country, @Nullable String vatDuty,
            @Nullable String rateGroup, @Nullable String vatCode, @Nullable String vatAccount,
            @Nullable @DecimalMin("0") BigDecimal percentage) {
    }

    /**
     * One row of the ledger table.
     *
     * @param ledger  Twinfield ledger
     * @param country ISO alpha-2 of the customer; null for any
     * @param vatCode Twinfield VAT code; null for any
     * @param account AFAS ledger account
     */
    public record RevenueRow(@NotBlank String ledger, @Nullable String country, @Nullable String vatCode,
            @NotBlank String account) {
    }
}
