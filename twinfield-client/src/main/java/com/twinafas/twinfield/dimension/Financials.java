package com.twinafas.twinfield.dimension;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;

/**
 * How a dimension is booked and paid.
 *
 * @param subAnalyse         true, false or maybe
 * @param substituteWith     default ledger
 * @param relationsReference external number
 * @param childValidations   codes or types of the next level, with their {@code type} and {@code level}
 */
public record Financials(@Nullable String matchType, @Nullable String accountType, @Nullable String subAnalyse,
        @Nullable Integer dueDays, @Nullable Integer level, @Nullable Boolean payAvailable,
        @Nullable String meansOfPayment, @Nullable Coded payCode, @Nullable Boolean eBilling,
        @Nullable String eBillMail, @Nullable Integer substitutionLevel, @Nullable Coded substituteWith,
        @Nullable String relationsReference, @Nullable Coded vatType, @Nullable Coded vatCode,
        @Nullable Boolean vatCodeFixed, @Nullable Boolean vatObligatory, @Nullable String performanceType,
        @Nullable Mandate collectMandate, @Nullable String collectionSchema, List<Coded> childValidations) {

    /** Direct debit mandate. */
    public record Mandate(@Nullable String id, @Nullable LocalDate signed, @Nullable LocalDate firstRun) {
    }

    static Financials of(Fields fields) {
        Fields mandate = fields.at("collectmandate");
        return new Financials(fields.text("matchtype"), fields.text("accounttype"), fields.text("subanalyse"),
                fields.whole("duedays"), fields.whole("level"), fields.flag("payavailable"),
                fields.text("meansofpayment"), fields.coded("paycode"), fields.flag("ebilling"),
                fields.text("ebillmail"), fields.whole("substitutionlevel"), fields.coded("substitutewith"),
                fields.text("relationsreference"), fields.coded("vattype"), fields.coded("vatcode"),
                fields.at("vatcode").flagAttribute("fixed"), fields.flag("vatobligatory"),
                fields.text("performancetype"),
                mandate.element() == null
                        ? null
                        : new Mandate(mandate.text("id"), mandate.date("signaturedate"), mandate.date("firstrundate")),
                fields.text("collectionschema"), fields.codes("childvalidations", "childvalidation"));
    }
}
