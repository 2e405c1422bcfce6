package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.company.SalesInvoice.VatLine;
import com.twinafas.simulators.company.Transaction.Line;
import com.twinafas.simulators.company.Transaction.LineType;
import com.twinafas.simulators.company.Transaction.Statement;

/** Makes balanced transactions: those of final invoices, payments, purchases and journal entries. */
public final class Bookings {

    private static final Map<String, BigDecimal> RATES = Map.of("EUR", BigDecimal.ONE, "USD",
            new BigDecimal("0.918450000"), "GBP", new BigDecimal("1.172300000"));

    private Bookings() {
    }

    /** Value of one unit of the currency in euros. */
    public static BigDecimal rate(String currency) {
        return Objects.requireNonNull(RATES.get(currency), currency);
    }

    /** The transaction that Twinfield books when an invoice becomes final, all of it still to be paid. */
    public static Transaction ofInvoice(Office office, SalesInvoice invoice, String number, Instant at) {
        Writer writer = new Writer(invoice.currency());
        for (VatLine vat : invoice.vatLines()) {
            Map<List<String>, BigDecimal> perAccount = new LinkedHashMap<>();
            invoice.lines().stream().filter(line -> line.vatCode().equals(vat.vatCode()))
                    .forEach(line -> perAccount.merge(List.of(line.ledger(), line.costCentre()), line.excluding(),
                            BigDecimal::add));
            // Lines are rounded one by one, the turnover is not: the first account takes the difference.
            BigDecimal difference = vat.turnover()
                    .subtract(perAccount.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            int baseline = writer.next();
            for (Map.Entry<List<String>, BigDecimal> account : perAccount.entrySet()) {
                BigDecimal value = account.getValue().add(difference);
                difference = BigDecimal.ZERO;
                writer.detail(account.getKey().get(0), account.getKey().get(1), value.negate(),
                        invoice.type() + " " + invoice.number(), vat.vatCode(),
                        writer.next() == baseline ? vat.vat() : BigDecimal.ZERO);
            }
            writer.vat(office.vatCode(vat.vatCode()).ledger(), vat.vat().negate(), vat.vatCode(), vat.turnover(),
                    baseline);
        }
        List<Line> lines = writer.withTotal(OfficeChart.DEBTORS, invoice.customer(), Relation.CUSTOMER,
                invoice.totalIncluding(), String.valueOf(invoice.number()));
        return new Transaction(office.invoiceType(invoice.type()).daybook(), number, invoice.date(), invoice.currency(),
                "final", "import", at, at, invoice.due(), String.valueOf(invoice.number()), "", null, lines);
    }

    /** A sales entry by hand ({@code DEB}) or a purchase ({@code CRD}), with one account and its VAT. */
    static Transaction trade(Office office, String daybook, String number, LocalDate date, String relation,
            String relationType, String ledger, String costCentre, BigDecimal excluding, String vatCode,
            String invoiceNumber, Instant at) {
        boolean sale = relationType.equals(Relation.CUSTOMER);
        VatCode code = office.vatCode(vatCode);
        BigDecimal vat = InvoiceArithmetic.cents(excluding.multiply(code.on(date)).movePointLeft(2));
        Writer writer = new Writer(Office.BASE_CURRENCY);
        int baseline = writer.next();
        writer.detail(ledger, costCentre, sale ? excluding.negate() : excluding,
                "Levering " + invoiceNumber,
                vatCode, vat);
        writer.vat(code.ledger(), sale ? vat.negate() : vat, vatCode, excluding, baseline);
        BigDecimal total = excluding.add(vat);
        List<Line> lines = writer.withTotal(sale ? OfficeChart.DEBTORS : OfficeChart.CREDITORS, relation, relationType,
                sale ? total : total.negate(), invoiceNumber);
        return new Transaction(daybook, number, date, Office.BASE_CURRENCY, location(number), "manual", at, at,
                date.plusDays(30), invoiceNumber, "", null, lines);
    }

    /** Of what is entered by hand, each fourth is not final yet. */
    private static String location(String number) {
        return Integer.parseInt(number) % 4 == 0 ? "temporary" : "final";
    }

    /** A bank statement on which customers pay invoices in euros, and the bank takes its costs where there are any. */
    static Transaction statement(String number, LocalDate date, List<SalesInvoice> paid, BigDecimal costs,
            int statement, BigDecimal start, Instant at) {
        List<Line> lines = new ArrayList<>();
        for (SalesInvoice invoice : paid) {
            BigDecimal value = InvoiceArithmetic.cents(invoice.totalIncluding().multiply(rate(invoice.currency())));
            lines.add(plain(lines.size() + 2, OfficeChart.DEBTORS, invoice.customer(), Relation.CUSTOMER, "",
                    value.negate(), "Betaling " + invoice.number(), String.valueOf(invoice.number()),
                    new BigDecimal("0.00")));
        }
        if (costs.signum() != 0) {
            lines.add(plain(lines.size() + 2, OfficeChart.COSTS, OfficeChart.COST_CENTRE, "KPL", OfficeChart.PROJECT,
                    costs, "Bankkosten", "", null));
        }
        BigDecimal value = lines.stream().map(Line::signedBaseValue).reduce(BigDecimal.ZERO, BigDecimal::add).negate();
        lines.addFirst(new Line(1, LineType.TOTAL, OfficeChart.BANK_LEDGER, "", "", "", value.signum() >= 0,
                value.abs(), value.abs(), BigDecimal.ONE, "", "", null, null, 0, "", null));
        return new Transaction(OfficeChart.BANK, number, date, Office.BASE_CURRENCY, "final", "bank", at, at, null, "",
                "", new Statement(statement, start, start.add(value)), lines);
    }

    static Transaction journal(String number, LocalDate date, BigDecimal value, Instant at) {
        return memorandum(number, date, at, List.of(
                plain(1, OfficeChart.ROUNDING, OfficeChart.COST_CENTRE, "KPL", "", value, "Afronding", "", null),
                plain(2, OfficeChart.SUSPENSE, "", "", "", value.negate(), "Afronding", "", null)));
    }

    /** A journal transaction that puts what was booked on one customer on another. */
    static Transaction settlement(String number, LocalDate date, SalesInvoice from, SalesInvoice to, BigDecimal value,
            Instant at) {
        return memorandum(number, date, at, List.of(
                plain(1, OfficeChart.DEBTORS, from.customer(), Relation.CUSTOMER, "", value, "Verrekening",
                        String.valueOf(from.number()), value),
                plain(2, OfficeChart.DEBTORS, to.customer(), Relation.CUSTOMER, "", value.negate(), "Verrekening",
                        String.valueOf(to.number()), value.negate())));
    }

    private static Transaction memorandum(String number, LocalDate date, Instant at, List<Line> lines) {
        return new Transaction(OfficeChart.JOURNAL, number, date, Office.BASE_CURRENCY, "final", "manual", at, at, null,
                "", "", null, lines);
    }

    /**
     * A detail line in euros, without VAT.
     *
     * @param value positive for debit
     */
    private static Line plain(int id, String ledger, String dimension, String type, String project, BigDecimal value,
            String description, String invoiceNumber, @Nullable BigDecimal open) {
        return new Line(id, LineType.DETAIL, ledger, dimension, type, project, value.signum() >= 0, value.abs(),
                value.abs(), BigDecimal.ONE, description, "", null, null, 0, invoiceNumber, open);
    }

    /** Collects lines behind a total line that makes the whole balance, also in the base currency. */
    private static final class Writer {

        private final String currency;
        private final List<Line> lines = new ArrayList<>();
        private BigDecimal vatTotal = new BigDecimal("0.00");

        Writer(String currency) {
            this.currency = currency;
        }

        /** Id of the next line; 1 is the total's. */
        int next() {
            return lines.size() + 2;
        }

        /** @param value positive for debit */
        void detail(String ledger, String costCentre, BigDecimal value, String description, String vatCode,
                BigDecimal vat) {
            lines.add(new Line(next(), LineType.DETAIL, ledger, costCentre, costCentre.isEmpty() ? "" : "KPL",
                    "", value.signum() >= 0, value.abs(), base(value.abs()), rate(currency), description, vatCode, vat,
                    base(vat), 0, "", null));
        }

        void vat(String ledger, BigDecimal value, String vatCode, BigDecimal turnover, int baseline) {
            vatTotal = vatTotal.add(value);
            lines.add(new Line(next(), LineType.VAT, ledger, "", "", "", value.signum() > 0, value.abs(),
                    base(value.abs()),
                    rate(currency), "", vatCode, turnover, base(turnover), baseline, "", null));
        }

        /** @param value positive for debit */
        List<Line> withTotal(String ledger, String relation, String relationType, BigDecimal value,
                String invoiceNumber) {
            BigDecimal baseValue = lines.stream().map(Line::signedBaseValue).reduce(BigDecimal.ZERO, BigDecimal::add);
            List<Line> all = new ArrayList<>();
            all.add(new Line(1, LineType.TOTAL, ledger, relation, relationType, "", value.signum() >= 0, value.abs(),
                    baseValue.abs(), rate(currency), "", "", vatTotal.abs(), base(vatTotal.abs()), 0, invoiceNumber,
                    value));
            all.addAll(lines);
            return all;
        }

        private BigDecimal base(BigDecimal value) {
            return value.multiply(rate(currency)).setScale(2, RoundingMode.HALF_UP);
        }
    }
}
