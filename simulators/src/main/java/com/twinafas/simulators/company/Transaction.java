package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A booked transaction (twinfield-api §4.5).
 *
 * @param location  {@code temporary} or {@code final}
 * @param origin    {@code import}, {@code manual} or {@code bank}
 * @param due       null when nothing falls due
 * @param statement bank or cash statement; null on other day books
 */
public record Transaction(String daybook, String number, LocalDate date, String currency, String location,
        String origin, Instant modified, Instant entered, @Nullable LocalDate due, String invoiceNumber,
        String paymentReference, @Nullable Statement statement, List<Line> lines) {

    public Transaction {
        lines = List.copyOf(lines);
    }

    /** Number and balances of a bank or cash statement. */
    public record Statement(int number, BigDecimal start, BigDecimal close) {
    }

    /** {@code total}, {@code detail} or {@code vat}. */
    public enum LineType {
        TOTAL,
        DETAIL,
        VAT
    }

    /**
     * One line; amounts are never negative.
     *
     * @param ledger      dim1
     * @param dimension   dim2: relation on a total line, cost centre on a detail line, or empty
     * @param dimensionType of dim2: {@code DEB}, {@code CRD}, {@code KPL} or empty
     * @param project     dim3, or empty
     * @param vat         on a detail line its VAT, on a total line the sum, on a VAT line the turnover; null without
     * @param baseline    id of the taxed line of a VAT line; 0 on others
     * @param open        what is still to be paid on a relation's line; null on lines that are not matched
     */
    public record Line(int id, LineType type, String ledger, String dimension, String dimensionType,
            String project, boolean debit, BigDecimal value, BigDecimal baseValue, BigDecimal rate, String description,
            String vatCode,
            @Nullable BigDecimal vat, @Nullable BigDecimal baseVat, int baseline, String invoiceNumber,
            @Nullable BigDecimal open) {

        /** Positive for debit. */
        public BigDecimal signedBaseValue() {
            return debit ? baseValue : baseValue.negate();
        }

        /** Positive for debit. */
        public BigDecimal signedValue() {
            return debit ? value : value.negate();
        }

        public Line withOpen(BigDecimal changed) {
            return new Line(id, type, ledger, dimension, dimensionType, project, debit, value, baseValue, rate,
                    description,
                    vatCode, vat, baseVat, baseline, invoiceNumber, changed);
        }
    }

    public Transaction modified(Instant at) {
        return new Transaction(daybook, number, date, currency, location, origin, at, entered, due, invoiceNumber,
                paymentReference, statement, lines);
    }

    public Transaction withDate(LocalDate changed) {
        return new Transaction(daybook, number, changed, currency, location, origin, modified, entered, due,
                invoiceNumber, paymentReference, statement, lines);
    }

    public Transaction withLines(List<Line> changed) {
        return new Transaction(daybook, number, date, currency, location, origin, modified, entered, due, invoiceNumber,
                paymentReference, statement, changed);
    }
}
