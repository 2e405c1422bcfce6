package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sales invoice of the classic invoicing module (twinfield-api §4.4), with its totals. Has no time of change.
 *
 * @param type            invoice type code
 * @param invoiceAddress  id of the customer's address; likewise {@code deliveryAddress}
 * @param vatLines        by VAT code, in order of appearance
 * @param booked          the transaction that was booked; null while it is a concept
 */
public record SalesInvoice(String type, long number, LocalDate date, LocalDate due, @Nullable LocalDate performed,
        String bank, int invoiceAddress, int deliveryAddress, String customer, String currency, String paymentMethod,
        String headerText, String footerText, List<Line> lines, List<VatLine> vatLines, BigDecimal totalExcluding,
        BigDecimal totalIncluding, @Nullable Booked booked) {

    /** Article code of a one-off article with its own description. */
    public static final String ONE_OFF = "0";
    /** Article code of a line that is only text. */
    public static final String TEXT = "-";

    public SalesInvoice {
        lines = List.copyOf(lines);
        vatLines = List.copyOf(vatLines);
    }

    /**
     * One line.
     *
     * @param price     per unit; with VAT when the invoice type says so
     * @param performed when it was delivered, where the line says so itself
     */
    public record Line(int id, String article, String subArticle, BigDecimal quantity, int units,
            boolean discountAllowed, String description, BigDecimal price, String freeText1, String ledger,
            String costCentre, String vatCode, String performanceType, BigDecimal excluding, BigDecimal vat,
            BigDecimal including, @Nullable LocalDate performed) {

        /** A line with an article, still without its values. */
        public static Line of(int id, String article, String subArticle, BigDecimal quantity, String description,
                BigDecimal price, String ledger, String costCentre, String vatCode) {
            return new Line(id, article, subArticle, quantity, 1, true, description, price, "", ledger, costCentre,
                    vatCode, "", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null);
        }

        /** A line that is only text. */
        public static Line text(int id, String description) {
            return of(id, TEXT, "", BigDecimal.ZERO, description, BigDecimal.ZERO, "", "", "");
        }

        public boolean isText() {
            return article.equals(TEXT);
        }

        public Line withQuantity(BigDecimal changed) {
            return new Line(id, article, subArticle, changed, units, discountAllowed, description, price, freeText1,
                    ledger, costCentre, vatCode, performanceType, excluding, vat, including, performed);
        }

        /** A service of a day of its own. */
        public Line servedOn(LocalDate day) {
            return new Line(id, article, subArticle, quantity, units, discountAllowed, description, price, freeText1,
                    ledger, costCentre, vatCode, "services", excluding, vat, including, day);
        }

        /** Discounts and surcharges do not count for it. */
        public Line withoutDiscount() {
            return new Line(id, article, subArticle, quantity, units, false, description, price, freeText1, ledger,
                    costCentre, vatCode, performanceType, excluding, vat, including, performed);
        }

        public Line withFreeText(String text) {
            return new Line(id, article, subArticle, quantity, units, discountAllowed, description, price, text, ledger,
                    costCentre, vatCode, performanceType, excluding, vat, including, performed);
        }

        Line valued(BigDecimal newExcluding, BigDecimal newVat, BigDecimal newIncluding) {
            return new Line(id, article, subArticle, quantity, units, discountAllowed, description, price, freeText1,
                    ledger, costCentre, vatCode, performanceType, newExcluding, newVat, newIncluding, performed);
        }
    }

    /** VAT of one code over the whole invoice. */
    public record VatLine(String vatCode, BigDecimal percentage, BigDecimal turnover, BigDecimal vat) {
    }

    /** Day book and number of the booked transaction. */
    public record Booked(String daybook, String number) {
    }

    public boolean isFinal() {
        return booked != null;
    }

    public SalesInvoice withBooked(Booked transaction) {
        return new SalesInvoice(type, number, date, due, performed, bank, invoiceAddress, deliveryAddress, customer,
                currency, paymentMethod, headerText, footerText, lines, vatLines, totalExcluding, totalIncluding,
                transaction);
    }

    /** The same once more: a concept without a number, not yet totalled. */
    public SalesInvoice again() {
        return new SalesInvoice(type, 0, date, due, performed, bank, invoiceAddress, deliveryAddress, customer,
                currency,
                paymentMethod, "", "", lines, List.of(), BigDecimal.ZERO, BigDecimal.ZERO, null);
    }

    public SalesInvoice withNumber(long changed) {
        return new SalesInvoice(type, changed, date, due, performed, bank, invoiceAddress, deliveryAddress, customer,
                currency, paymentMethod, headerText, footerText, lines, vatLines, totalExcluding, totalIncluding,
                booked);
    }

    /** With these lines, whose values and totals are still those of {@link InvoiceArithmetic}. */
    SalesInvoice with(List<Line> newLines, List<VatLine> newVatLines, BigDecimal excluding, BigDecimal including) {
        return new SalesInvoice(type, number, date, due, performed, bank, invoiceAddress, deliveryAddress, customer,
                currency, paymentMethod, headerText, footerText, newLines, newVatLines, excluding, including, booked);
    }

    /** With these lines; totals are to be computed anew. */
    public SalesInvoice withLines(List<Line> changed) {
        return with(changed, List.of(), BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
