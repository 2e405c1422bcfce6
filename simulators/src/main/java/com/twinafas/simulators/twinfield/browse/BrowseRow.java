package com.twinafas.simulators.twinfield.browse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.simulators.company.Transaction.Line;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.Values;

/** One line of a transaction, asked field by field. */
record BrowseRow(Office office, Transaction transaction, Line line) {

    private static final DateTimeFormatter SHOWN_DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final DateTimeFormatter SHOWN_STAMP = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss",
            Locale.ROOT);

    /** A raw value, and how the user sees it; null where both are the same. */
    record Cell(String raw, @Nullable String shown) {

        static Cell of(String raw) {
            return new Cell(raw, null);
        }

        static Cell of(@Nullable LocalDate date) {
            return date == null ? of("") : new Cell(Values.date(date), SHOWN_DATE.format(date));
        }

        static Cell of(Instant stamp) {
            return new Cell(Values.stamp(stamp), SHOWN_STAMP.format(stamp.atOffset(ZoneOffset.UTC)));
        }
    }

    boolean isCustomers() {
        return line.dimensionType().equals("DEB");
    }

    Cell cell(String field, TwinfieldBooks books, Language language) {
        return switch (field) {
            case "fin.trs.head.office" -> Cell.of(office.code());
            case "fin.trs.head.officename" -> Cell.of(office.name());
            case "fin.trs.head.year" -> Cell.of(String.valueOf(transaction.date().getYear()));
            case "fin.trs.head.period" -> Cell.of(String.valueOf(transaction.date().getMonthValue()));
            case "fin.trs.head.yearperiod" -> Cell.of(Values.period(transaction.date()));
            case "fin.trs.head.code" -> Cell.of(transaction.daybook());
            case "fin.trs.head.shortname" -> Cell.of(office.daybooks().stream()
                    .filter(one -> one.code().equals(transaction.daybook())).findFirst().orElseThrow().shortName());
            case "fin.trs.head.number" -> Cell.of(transaction.number());
            case "fin.trs.head.status" -> new Cell(transaction.location(), transaction.location().equals("final")
                    ? language.say("Definitief", "Final")
                    : language.say("Concept", "Provisional"));
            case "fin.trs.head.date" -> Cell.of(transaction.date());
            case "fin.trs.head.curcode" -> Cell.of(transaction.currency());
            case "fin.trs.head.relation" -> Cell.of(relation());
            case "fin.trs.head.relationname" -> Cell.of(relationName(books));
            case "fin.trs.head.inpdate" -> Cell.of(transaction.entered());
            case "fin.trs.head.modified", "fin.trs.line.modified" -> Cell.of(transaction.modified());
            case "fin.trs.head.username" -> Cell.of("Integratie");
            case "fin.trs.head.origin" -> Cell.of(transaction.origin());
            case "fin.trs.line.datedue" -> Cell.of(transaction.due());
            case "fin.trs.line.matchstatus" -> new Cell(matchStatus(), switch (matchStatus()) {
                case "matched" -> language.say("Afgeletterd", "Matched");
                case "available" -> language.say("Beschikbaar", "Available");
                default -> language.say("Niet af te letteren", "Not matchable");
            });
            case "fin.trs.line.availableforpayruns" -> new Cell("true", language.say("Ja", "Yes"));
            case "fin.trs.line.debitcredit" -> line.debit()
                    ? new Cell("debit", language.say("Debet", "Debit"))
                    : new Cell("credit", "Credit");
            default -> Cell.of(lineValue(field, books));
        };
    }

    private String lineValue(String field, TwinfieldBooks books) {
        return switch (field) {
            case "fin.trs.line.dim1" -> line.ledger();
            case "fin.trs.line.dim1name" -> ledgerName(line.ledger());
            case "fin.trs.line.dim1type" -> ledgerType(line.ledger());
            case "fin.trs.line.dim2" -> line.dimension();
            case "fin.trs.line.dim2name" -> dimensionName(books);
            case "fin.trs.line.dim2type" -> line.dimensionType();
            case "fin.trs.line.valuesigned" -> Values.amount(line.signedValue());
            case "fin.trs.line.basevaluesigned", "fin.trs.line.repvaluesigned" -> Values.amount(line.signedBaseValue());
            case "fin.trs.line.openvaluesigned" -> Values.amount(open());
            case "fin.trs.line.openbasevaluesigned" -> Values.amount(open().multiply(line.rate()));
            case "fin.trs.line.vatcode" -> line.vatCode();
            case "fin.trs.line.vatbasevaluesigned" ->
                line.type() == Transaction.LineType.DETAIL && line.baseVat() != null
                        ? Values.amount(line.debit() ? line.baseVat() : line.baseVat().negate())
                        : "";
            case "fin.trs.line.description" -> line.description();
            case "fin.trs.line.invnumber" -> line.invoiceNumber();
            default -> "";
        };
    }

    private BigDecimal open() {
        return Objects.requireNonNullElse(line.open(), BigDecimal.ZERO);
    }

    private String matchStatus() {
        return line.open() == null ? "notmatchable" : open().signum() == 0 ? "matched" : "available";
    }

    private String relation() {
        return transaction.lines().stream().filter(one -> one.dimensionType().equals("DEB")
                || one.dimensionType().equals("CRD")).map(Line::dimension).findFirst().orElse("");
    }

    private String relationName(TwinfieldBooks books) {
        return transaction.lines().stream().filter(one -> one.dimension().equals(relation())).findFirst()
                .map(one -> new BrowseRow(office, transaction, one).dimensionName(books)).orElse("");
    }

    private String dimensionName(TwinfieldBooks books) {
        return line.dimensionType().equals("KPL")
                ? ledgerName(line.dimension())
                : books.relation(office.code(), line.dimensionType(), line.dimension()).map(one -> one.name())
                        .orElse("");
    }

    private String ledgerName(String code) {
        return office.ledgers().stream().filter(one -> one.code().equals(code)).map(Office.Ledger::name).findFirst()
                .orElse("");
    }

    private String ledgerType(String code) {
        return office.ledgers().stream().filter(one -> one.code().equals(code)).map(Office.Ledger::type).findFirst()
                .orElse("");
    }
}
