package com.twinafas.twinfield.transaction;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;
import com.twinafas.twinfield.value.Period;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * A transaction: office, day book and number.
 *
 * @param location      temporary or final
 * @param origin        import, manual, bank, …
 * @param modified      only in answers to a read
 * @param statement     of bank and cash books
 */
public record Transaction(@Nullable String location, @Nullable Coded office, Coded daybook, String number,
        @Nullable Period period, @Nullable Coded currency, @Nullable String regime, @Nullable LocalDate date,
        @Nullable String origin, @Nullable String originReference, @Nullable Instant modified,
        @Nullable Instant entered, @Nullable Coded user, @Nullable LocalDate dueDate, @Nullable String invoiceNumber,
        @Nullable String paymentReference, List<String> freeTexts, @Nullable Statement statement,
        List<TransactionLine> lines) {

    /** A bank or cash statement with its balances. */
    public record Statement(String number, @Nullable BigDecimal startValue, @Nullable BigDecimal closeValue) {
    }

    /** @param element {@code transaction} */
    public static Transaction of(XmlElement element) {
        Fields fields = Fields.of(element);
        Fields header = fields.at("header");
        header.required("code");
        String statement = header.text("statementnumber");
        return new Transaction(fields.attribute("location"), header.coded("office"),
                Objects.requireNonNull(header.coded("code")), header.required("number"), header.period("period"),
                header.coded("currency"), header.text("regime"), header.date("date"), header.text("origin"),
                header.text("originreference"), header.time("modificationdate"), header.time("inputdate"),
                header.coded("user"), header.date("duedate"), header.text("invoicenumber"),
                header.text("paymentreference"),
                Stream.of("freetext1", "freetext2", "freetext3").map(name -> header.text(name))
                        .filter(Objects::nonNull).toList(),
                statement == null
                        ? null
                        : new Statement(statement, header.amount("startvalue"), header.amount("closevalue")),
                fields.each("lines", "line", TransactionLine::of));
    }
}
