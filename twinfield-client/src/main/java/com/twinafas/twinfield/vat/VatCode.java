package com.twinafas.twinfield.vat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * A VAT code with its rates over time.
 *
 * @param type sales or purchase; the codes of one are no use for the other
 */
public record VatCode(@Nullable Coded office, String code, @Nullable String status, @Nullable String name,
        @Nullable String shortName, @Nullable String uid, @Nullable Instant created, @Nullable Instant modified,
        @Nullable Integer touched, @Nullable Coded user, @Nullable String type, List<Rate> rates) {

    /**
     * A rate from a day on.
     *
     * @param percentage with up to 9 decimals
     */
    public record Rate(@Nullable String status, @Nullable Boolean inUse, @Nullable LocalDate from,
            @Nullable BigDecimal percentage, @Nullable Instant created, @Nullable String name,
            @Nullable String shortName, @Nullable Coded user, @Nullable Coded discountAccount,
            @Nullable Coded writeOffAccount, List<Account> accounts) {
    }

    /** A ledger that the VAT is booked on. */
    public record Account(@Nullable String id, @Nullable Coded ledger, @Nullable Coded groupCountry,
            @Nullable Coded group, @Nullable BigDecimal percentage, @Nullable String lineType) {
    }

    /** @param element {@code vat} */
    public static VatCode of(XmlElement element) {
        Fields fields = Fields.of(element);
        return new VatCode(fields.coded("office"), fields.required("code"), fields.attribute("status"),
                fields.text("name"), fields.text("shortname"), fields.text("uid"), fields.time("created"),
                fields.time("modified"), fields.whole("touched"), fields.coded("user"), fields.text("type"),
                fields.each("percentages", "percentage", VatCode::rate));
    }

    /** The rate in force on the day: the last that began on or before it. */
    public Optional<Rate> rateOn(LocalDate day) {
        return rates.stream().filter(rate -> rate.from() != null && !rate.from().isAfter(day))
                .max(Comparator.comparing(Rate::from));
    }

    private static Rate rate(Fields rate) {
        return new Rate(rate.attribute("status"), rate.flagAttribute("inuse"), rate.date("date"),
                rate.amount("percentage"), rate.time("created"), rate.text("name"), rate.text("shortname"),
                rate.coded("user"), rate.coded("discountaccount"), rate.coded("writeoffaccount"),
                rate.each("accounts", "account",
                        account -> new Account(account.attribute("id"), account.coded("dim1"),
                                account.coded("groupcountry"), account.coded("group"), account.amount("percentage"),
                                account.text("linetype"))));
    }
}
