package com.twinafas.afas;

import java.util.List;

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

    /** One condition on one column; times are given as Amsterdam wall-clock time without zone. */
    public record Condition(String column, Operator operator, String value) {
    }

    /** The operators in use; the number is AFAS's. */
    public enum Operator {
        EQUALS(1), AT_LEAST(2), AT_MOST(3), GREATER(4), LESS(5), NOT_EQUALS(7), EMPTY(8), NOT_EMPTY(9), STARTS_WITH(10);

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
