package com.twinafas.afas;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to read from a GetConnector (afas-api §2). A row is in the result when it satisfies all conditions of any
 * alternative; no alternatives means every row. Ordering is obligatory: without a unique order pages lose and double
 * rows.
 *
 * @param orderBy columns that together are unique; a leading minus sorts descending
 * @param limit   at most so many rows, for {@code preview} and {@code check}; 0 is all
 */
public record GetQuery(String connector, List<List<Condition>> alternatives, List<String> orderBy, int limit) {

    public GetQuery {
        if (orderBy.isEmpty()) {
            throw new IllegalArgumentException("A query of " + connector + " needs an order");
        }
        alternatives = alternatives.stream().map(List::copyOf).toList();
        orderBy = List.copyOf(orderBy);
    }

    /**
     * One condition on one column. AFAS refuses a time with a zone, so {@link #time} writes it as it wants it.
     *
     * @param value not looked at by {@link Operator#EMPTY} and {@link Operator#NOT_EMPTY}
     */
    public record Condition(String column, Operator operator, String value) {

        private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
        private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
        private static final Pattern WITH_ZONE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z");

        public Condition {
            if (WITH_ZONE.matcher(value).matches()) {
                throw new IllegalArgumentException("AFAS refuses a time with a zone in a filter on " + column);
            }
        }

        /** A time, as Amsterdam wall-clock time in whole seconds without zone (afas-api §2). */
        public static Condition time(String column, Operator operator, Instant time) {
            return new Condition(column, operator, WALL_CLOCK.format(wallClock(time)));
        }

        /**
         * Every time from one moment to another. In autumn an hour comes twice on the wall clock: a moment in its first
         * pass is later on that clock than the second pass, so once that began the whole hour is asked for.
         */
        public static Condition since(String column, Instant from, Instant now) {
            LocalDateTime bound = wallClock(from);
            ZoneOffsetTransition setBack = AMSTERDAM.getRules().nextTransition(from);
            if (setBack != null && setBack.isOverlap() && !now.isBefore(setBack.getInstant())
                    && setBack.getDateTimeAfter().isBefore(bound)) {
                bound = setBack.getDateTimeAfter();
            }
            return new Condition(column, Operator.AT_LEAST, WALL_CLOCK.format(bound));
        }

        private static LocalDateTime wallClock(Instant time) {
            return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), AMSTERDAM);
        }
    }

    /** The operators in use; the number is AFAS's. */
    public enum Operator {
        EQUALS(1),
        AT_LEAST(2),
        AT_MOST(3),
        GREATER(4),
        LESS(5),
        NOT_EQUALS(7),
        EMPTY(8),
        NOT_EMPTY(9),
        STARTS_WITH(10);

        private final int number;

        Operator(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** Every row. */
    public static GetQuery all(String connector, String... orderBy) {
        return new GetQuery(connector, List.of(), List.of(orderBy), 0);
    }

    /** The rows in which the column has one of the values: one call for as many values as an address can hold. */
    public static GetQuery anyOf(String connector, String column, List<String> values, String... orderBy) {
        return new GetQuery(connector,
                values.stream().map(value -> List.of(new Condition(column, Operator.EQUALS, value))).toList(),
                List.of(orderBy), 0);
    }

    /** The rows that satisfy all conditions. */
    public static GetQuery where(String connector, List<Condition> conditions, String... orderBy) {
        return new GetQuery(connector, List.of(conditions), List.of(orderBy), 0);
    }
}
