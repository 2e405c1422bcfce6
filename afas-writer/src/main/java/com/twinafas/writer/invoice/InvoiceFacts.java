package com.twinafas.writer.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;

/**
 * What a document at AFAS must agree with to be ours: debtor, date and total. A reference or number alone proves
 * nothing.
 *
 * @param including total with VAT
 * @param excluding total without VAT
 */
record InvoiceFacts(String debtor, LocalDate date, BigDecimal including, BigDecimal excluding) {

    private static final String DEBTOR = "DbId";
    private static final String DATE = "OrDa";
    private static final String INCLUDING = "InvoiceTotal";
    private static final String EXCLUDING = "TotalAmount";

    static InvoiceFacts of(InvoiceUpdate invoice, String debtor) {
        return new InvoiceFacts(debtor, invoice.date(), invoice.totalIncluding(), invoice.totalExcluding());
    }

    static InvoiceFacts of(Map<String, String> facts) {
        return new InvoiceFacts(fact(facts, DEBTOR), LocalDate.parse(fact(facts, DATE)),
                new BigDecimal(fact(facts, INCLUDING)), new BigDecimal(fact(facts, EXCLUDING)));
    }

    Map<String, String> toMap() {
        return Map.of(DEBTOR, debtor, DATE, date.toString(), INCLUDING, including.toPlainString(), EXCLUDING,
                excluding.toPlainString());
    }

    /** @param tolerance by which AFAS's own arithmetic may differ from Twinfield's */
    boolean agreeWith(AfasRow order, BigDecimal tolerance) {
        BigDecimal total = order.decimal(INCLUDING);
        boolean sameTotal = total == null
                ? near(excluding, order.decimal(EXCLUDING), tolerance)
                : near(including, total, tolerance);
        return sameTotal && debtor.equals(order.text("DebtorId")) && date.equals(order.date("OrderDate"));
    }

    private static boolean near(BigDecimal ours, @Nullable BigDecimal theirs, BigDecimal tolerance) {
        return theirs != null && ours.subtract(theirs).abs().compareTo(tolerance) <= 0;
    }

    private static String fact(Map<String, String> facts, String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }
}
