package com.twinafas.mapper.vat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.RawValues;
import com.twinafas.twinfield.xml.XmlElement;

/** The percentages of one Twinfield VAT code through time (twinfield-api §4.6). */
public final class VatRates {

    private VatRates() {
    }

    /**
     * The percentage in force on a date: the last that began on or before it.
     *
     * @param code the reference record of the VAT code
     * @return null when none had begun
     */
    public static @Nullable BigDecimal percentage(XmlElement code, LocalDate on) {
        XmlElement percentages = code.child("percentages");
        if (percentages == null) {
            return null;
        }
        BigDecimal inForce = null;
        LocalDate since = LocalDate.MIN;
        for (XmlElement row : percentages.children("percentage")) {
            LocalDate begins = RawValues.requiredDate(row, "date");
            if (!begins.isAfter(on) && !begins.isBefore(since)) {
                since = begins;
                inForce = RawValues.requiredNumber(row, "percentage");
            }
        }
        return inForce;
    }
}
