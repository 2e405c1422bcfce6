package com.twinafas.simulators.afas.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A financial entry. */
public record Entry(int administration, int number, int year, int period, String journal, List<Line> lines,
        Instant created) {

    public Entry {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param fields      by the names of {@code FiEntries}
     * @param allocations by the names of {@code FiDimEntries}
     */
    public record Line(int number, Map<String, String> fields, List<Map<String, String>> allocations) {

        public Line {
            fields = Map.copyOf(fields);
            allocations = allocations.stream().map(Map::copyOf).toList();
        }

        public String field(String name) {
            return fields.getOrDefault(name, "");
        }

        public BigDecimal debit() {
            return Values.number(field("AmDe"));
        }

        public BigDecimal credit() {
            return Values.number(field("AmCr"));
        }

        /** Whether it stands on a creditor's account. */
        public boolean onCreditor() {
            return field("VaAs").equals("3");
        }

        /** Whether it stands on a debtor's account. */
        public boolean onDebtor() {
            return field("VaAs").equals("2");
        }
    }

    public BigDecimal debit() {
        return lines.stream().map(Line::debit).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
