package com.twinafas.mapper.entry;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.RawValues;
import com.twinafas.twinfield.xml.XmlElement;

/** How a raw transaction is read (twinfield-api §4.5). */
final class TransactionXml {

    static final String CUSTOMER = "DEB";
    static final String SUPPLIER = "CRD";

    private TransactionXml() {
    }

    static List<XmlElement> lines(XmlElement raw) {
        XmlElement lines = raw.child("lines");
        return lines == null ? List.of() : lines.children("line");
    }

    /** The code of a dimension of this type, wherever it stands on the line; null when there is none. */
    static @Nullable String relation(XmlElement line, String type) {
        return type.equals(dimensionType(line, "dim2")) ? line.textAt("dim2") : null;
    }

    /** In answers to reads the attribute is called {@code dimensiontype}, in answers to writes {@code type}. */
    static @Nullable String dimensionType(XmlElement line, String dimension) {
        XmlElement element = line.child(dimension);
        if (element == null) {
            return null;
        }
        String read = element.attribute("dimensiontype");
        return read == null ? element.attribute("type") : read;
    }

    /** A value is positive, its side is {@code debitcredit}; one that is negative stands on the other side. */
    static boolean isDebit(XmlElement line, BigDecimal value) {
        boolean debit = switch (RawValues.required(line, "debitcredit")) {
            case "debit" -> true;
            case "credit" -> false;
            default -> throw RawValues.invalid(line, "debit or credit", "debitcredit");
        };
        return value.signum() > 0 ? debit : !debit;
    }

    /** On a statement of a bank or cash book, whose lines pay invoices and make none. */
    static boolean isStatement(XmlElement raw) {
        return raw.textAt("header", "statementnumber") != null;
    }

    /** The invoice a line makes or pays: its own, else the one of the whole transaction. */
    static @Nullable String invoiceNumber(XmlElement raw, XmlElement line) {
        String own = line.textAt("invoicenumber");
        return own == null ? raw.textAt("header", "invoicenumber") : own;
    }

    /** Year and period: {@code 2026/03}, padded or not (twinfield-api §3). */
    static String[] period(XmlElement raw) {
        String[] parts = RawValues.required(raw, "header", "period").split("/", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{4}") || !parts[1].matches("\\d{1,2}")) {
            throw RawValues.invalid(raw, "period", "header", "period");
        }
        return parts;
    }
}
