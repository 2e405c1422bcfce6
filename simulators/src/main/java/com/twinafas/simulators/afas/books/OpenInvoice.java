package com.twinafas.simulators.afas.books;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/** An invoice that is not paid in full. */
public record OpenInvoice(int administration, String debtor, String number, LocalDate date, String currency,
        BigDecimal amount, BigDecimal balance, String description) {

    static OpenInvoice of(Order order) {
        String unit = order.field("Unit");
        return new OpenInvoice(unit.isEmpty() ? 1 : Integer.parseInt(unit), order.debtor(),
                Objects.requireNonNullElse(order.invoice(), order.number()), order.date(), order.field("CuId"),
                order.totals().invoice(), order.totals().invoice(), order.reference());
    }

    static OpenInvoice of(Entry entry, Entry.Line line) {
        BigDecimal amount = line.debit().subtract(line.credit());
        String currency = line.field("CuId").isEmpty() ? "EUR" : line.field("CuId");
        return new OpenInvoice(entry.administration(), line.field("AcNr"), line.field("InId"),
                LocalDate.parse(line.field("BpDa")), currency, amount, amount, line.field("Ds"));
    }

    String key() {
        return administration + "/" + debtor + "/" + number;
    }

    /** With a payment or a further part; the invoice's own amount is that of its first line. */
    OpenInvoice plus(OpenInvoice other) {
        return new OpenInvoice(administration, debtor, number, date, currency, amount, balance.add(other.balance),
                description);
    }
}
