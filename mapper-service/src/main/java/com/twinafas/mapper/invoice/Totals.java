package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.mapper.vat.VatRates;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * An invoice's totals, computed from quantities, prices and the rates in force on its date, against what Twinfield
 * says. AFAS computes its own totals from the same lines, so a difference here is one there.
 */
final class Totals {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final LocalDate date;
    private final boolean including;
    private final Function<String, @Nullable XmlElement> vatCodes;
    /** Sum of quantity times price by VAT code. */
    private final Map<String, BigDecimal> byCode = new TreeMap<>();

    /**
     * @param including whether prices include VAT
     * @param vatCodes  the reference record of a VAT code; null when there is none
     */
    Totals(LocalDate date, boolean including, Function<String, @Nullable XmlElement> vatCodes) {
        this.date = date;
        this.including = including;
        this.vatCodes = vatCodes;
    }

    /** Adds a line; a line without a VAT code bears none. */
    void add(@Nullable String vatCode, BigDecimal quantity, BigDecimal price) {
        byCode.merge(vatCode == null ? "" : vatCode, quantity.multiply(price).setScale(2, RoundingMode.HALF_UP),
                BigDecimal::add);
    }

    /**
     * Compares with Twinfield's totals.
     *
     * @param tolerance for each VAT rate
     * @throws Unmappable when they differ by more
     */
    void check(BigDecimal expectedIncluding, BigDecimal expectedExcluding, BigDecimal tolerance) {
        BigDecimal excluding = BigDecimal.ZERO.setScale(2);
        BigDecimal total = BigDecimal.ZERO.setScale(2);
        for (Map.Entry<String, BigDecimal> rate : byCode.entrySet()) {
            BigDecimal percentage = percentage(rate.getKey());
            BigDecimal value = rate.getValue();
            BigDecimal vat = including
                    ? value.multiply(percentage).divide(HUNDRED.add(percentage), 2, RoundingMode.HALF_UP)
                    : value.multiply(percentage).divide(HUNDRED, 2, RoundingMode.HALF_UP);
            excluding = excluding.add(including ? value.subtract(vat) : value);
            total = total.add(including ? value : value.add(vat));
        }
        BigDecimal allowed = tolerance.multiply(BigDecimal.valueOf(Math.max(1, byCode.size())));
        if (differs(total, expectedIncluding, allowed)) {
            throw differ(total, expectedIncluding);
        }
        if (differs(excluding, expectedExcluding, allowed)) {
            throw differ(excluding, expectedExcluding);
        }
    }

    private BigDecimal percentage(String vatCode) {
        if (vatCode.isEmpty()) {
            return BigDecimal.ZERO;
        }
        XmlElement code = vatCodes.apply(vatCode);
        BigDecimal percentage = code == null ? null : VatRates.percentage(code, date);
        if (percentage == null) {
            throw Unmappable.of(FailureCode.VAT_RATE_UNKNOWN,
                    Map.of("vatcode", vatCode, "date", date.toString()));
        }
        return percentage;
    }

    private static boolean differs(BigDecimal computed, BigDecimal expected, BigDecimal allowed) {
        return computed.subtract(expected).abs().compareTo(allowed) > 0;
    }

    private static Unmappable differ(BigDecimal computed, BigDecimal expected) {
        return Unmappable.of(FailureCode.TOTALS_DIFFER,
                Map.of("computed", computed.toPlainString(), "expected", expected.toPlainString()));
    }

    /** Whether prices of an invoice include VAT: that is a matter of its type, and shows in which price its lines have. */
    static boolean isIncluding(XmlElement invoice) {
        XmlElement lines = invoice.child("lines");
        return lines != null
                && lines.children("line").stream().anyMatch(line -> line.textAt("unitspriceinc") != null)
                && lines.children("line").stream().allMatch(line -> line.textAt("unitspriceexcl") == null);
    }

    /** The price of one unit of a line. */
    static BigDecimal price(XmlElement line, boolean including) {
        return RawValues.requiredNumber(line, including ? "unitspriceinc" : "unitspriceexcl");
    }
}
