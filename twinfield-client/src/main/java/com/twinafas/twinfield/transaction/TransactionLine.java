package com.twinafas.twinfield.transaction;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;

/**
 * A line of a transaction. Values are positive, the sign is {@code debitCredit}; each can be in the transaction's
 * currency, the office's (base) and the reporting currency.
 *
 * @param type       total, detail or vat
 * @param dimensions {@code dim1} ledger, {@code dim2} relation or cost centre, {@code dim3} project or asset, …
 * @param baseLine   of a VAT line: the line it taxes
 * @param relation   level at which the relation stands; {@code customersupplier} in write answers
 * @param open       what is not matched yet; named otherwise in write answers
 */
public record TransactionLine(@Nullable String type, @Nullable String id, List<Coded> dimensions,
        @Nullable String debitCredit, Value value, @Nullable BigDecimal rate, @Nullable BigDecimal reportingRate,
        @Nullable String description, @Nullable String comment, @Nullable Coded vatCode, Value vat, Value vatTotal,
        Value vatTurnover, @Nullable String baseLine, @Nullable Performance performance,
        @Nullable String invoiceNumber, @Nullable LocalDate dueDate, @Nullable LocalDate currencyDate,
        @Nullable String freeCharacter, @Nullable BigDecimal quantity, @Nullable String matchStatus,
        @Nullable Integer matchLevel, @Nullable Integer relation, @Nullable LocalDate matchDate, Value open,
        List<MatchSet> matches, @Nullable Coded destinationOffice) {

    /** One value in up to three currencies. */
    public record Value(@Nullable BigDecimal own, @Nullable BigDecimal base, @Nullable BigDecimal reporting) {
    }

    /** A performance in another country of the Union. */
    public record Performance(@Nullable String type, @Nullable String country, @Nullable String vatNumber,
            @Nullable LocalDate date) {
    }

    /** What was matched with what. */
    public record MatchSet(@Nullable String status, @Nullable LocalDate date, @Nullable BigDecimal value,
            List<MatchLine> lines) {
    }

    /** One line that takes part in a match. */
    public record MatchLine(@Nullable String daybook, @Nullable String number, @Nullable String line,
            @Nullable String method, @Nullable BigDecimal value) {
    }

    static TransactionLine of(Fields line) {
        return new TransactionLine(line.attribute("type"), line.attribute("id"),
                Stream.of("dim1", "dim2", "dim3", "dim4", "dim5", "dim6").map(dim -> line.coded(dim))
                        .filter(Objects::nonNull).toList(),
                line.text("debitcredit"), value(line, "value", "basevalue", "repvalue"), line.amount("rate"),
                line.amount("reprate"), line.text("description"), line.text("comment"), line.coded("vatcode"),
                value(line, "vatvalue", "vatbasevalue", "vatrepvalue"),
                value(line, "vattotal", "vatbasetotal", "vatreptotal"),
                value(line, "vatturnover", "vatbaseturnover", "vatrepturnover"), line.text("baseline"),
                performance(line), line.text("invoicenumber"), line.date("duedate"), line.date("currencydate"),
                line.text("freechar"), line.amount("quantity"), line.text("matchstatus"), line.whole("matchlevel"),
                line.text("relation") == null ? line.whole("customersupplier") : line.whole("relation"),
                line.date("matchdate"), open(line), line.each("matches", "set", TransactionLine::matchSet),
                line.coded("destoffice"));
    }

    private static Value open(Fields line) {
        Value read = value(line, "valueopen", "basevalueopen", "repvalueopen");
        return read.own() == null && read.base() == null && read.reporting() == null
                ? value(line, "openvalue", "openbasevalue", "openrepvalue")
                : read;
    }

    private static Value value(Fields line, String own, String base, String reporting) {
        return new Value(line.amount(own), line.amount(base), line.amount(reporting));
    }

    private static @Nullable Performance performance(Fields line) {
        return line.text("performancetype") == null
                ? null
                : new Performance(line.text("performancetype"), line.text("performancecountry"),
                        line.text("performancevatnumber"), line.date("performancedate"));
    }

    private static MatchSet matchSet(Fields set) {
        return new MatchSet(set.attribute("status"), set.date("matchdate"), set.amount("matchvalue"),
                set.each("lines", "line", line -> new MatchLine(line.text("code"), line.text("number"),
                        line.text("line"), line.text("method"), line.amount("matchvalue"))));
    }
}
