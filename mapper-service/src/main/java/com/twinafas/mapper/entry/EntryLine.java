package com.twinafas.mapper.entry;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.mapping.Source;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * One line of an entry, before the mapping fills it.
 *
 * @param facts         all but its amounts
 * @param allocation    code by axis
 * @param customer      on whose account it stands; null when on no customer's
 * @param value         in the base currency, above zero
 * @param currencyValue in the transaction's currency; null when that is the base currency
 */
record EntryLine(XmlElement raw, Map<String, FieldValue> facts, SortedMap<String, String> allocation,
        @Nullable String customer, boolean debit, BigDecimal value, @Nullable BigDecimal currencyValue) {

    static final String KIND = "kind";
    static final String LEDGER = "ledger";

    /** What lines have in common that can be one. */
    record Likeness(Map<String, FieldValue> facts, SortedMap<String, String> allocation, boolean debit) {
    }

    Likeness likeness() {
        return new Likeness(facts, allocation, debit);
    }

    /** Whether it stands on the account of a customer or supplier. */
    boolean isRelations() {
        return !FieldValue.of(LEDGER).equals(facts.get(KIND));
    }

    /** With the amounts of a line that is like it; the mapping's paths read the first one's values. */
    EntryLine plus(EntryLine other) {
        return new EntryLine(raw, facts, allocation, customer, debit, value.add(other.value),
                currencyValue == null || other.currencyValue == null
                        ? currencyValue
                        : currencyValue.add(other.currencyValue));
    }

    Source source() {
        Source source = amounts(new Source(raw));
        facts.forEach((name, value) -> source.fact(name, value));
        if (currencyValue != null) {
            source.fact("currency-debit", debit(currencyValue)).fact("currency-credit", credit(currencyValue));
        }
        if (!allocation.isEmpty()) {
            Source part = amounts(new Source(raw));
            allocation.forEach((axis, code) -> part.fact("axis-" + axis, code));
            source.part("allocation", List.of(part));
        }
        return source;
    }

    private Source amounts(Source source) {
        return source.fact("debit", debit(value)).fact("credit", credit(value));
    }

    private FieldValue debit(BigDecimal amount) {
        return FieldValue.of(debit ? amount : BigDecimal.ZERO);
    }

    private FieldValue credit(BigDecimal amount) {
        return FieldValue.of(debit ? BigDecimal.ZERO : amount);
    }
}
