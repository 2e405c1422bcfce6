package com.twinafas.reader.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.GetQuery.Condition;
import com.twinafas.afas.GetQuery.Operator;

/**
 * Reads a GetConnector in the order of a column, page by page, each beginning behind the last value of the one before.
 * Skipping a number of rows instead loses one for each that vanishes between two pages, and what a list does not have
 * counts as gone; it is also slow from 100,000 rows (afas-api §2).
 */
final class KeyedRows {

    /** One call for each page, whatever number of columns there are up to 299 (afas-api §2). */
    static final int PAGE = 500;

    private final Afas afas;
    private final String connector;
    private final String keyColumn;
    private final List<String> columns;
    private final List<String> orderBy;

    /**
     * @param keyColumn by which pages are cut; rows in which it is empty are left out
     * @param columns   that each row must have
     * @param thenBy    together with the key column unique, as far as the connector has such columns
     */
    KeyedRows(Afas afas, String connector, String keyColumn, List<String> columns, List<String> thenBy) {
        this.afas = afas;
        this.connector = connector;
        this.keyColumn = keyColumn;
        this.columns = List.copyOf(columns);
        List<String> order = new ArrayList<>();
        order.add(keyColumn);
        order.addAll(thenBy);
        this.orderBy = List.copyOf(order);
    }

    /**
     * All rows that satisfy the conditions; those of one key are always on the same page.
     *
     * @throws AfasFailure.ContractBroken when a column is missing, or when so many rows have one key that it is none
     */
    void pages(List<Condition> conditions, Consumer<List<AfasRow>> pages) {
        Condition next = new Condition(keyColumn, Operator.NOT_EMPTY, "");
        boolean full;
        do {
            List<AfasRow> rows = page(conditions, next);
            full = rows.size() >= PAGE;
            List<AfasRow> whole = full ? withoutLastKey(rows) : rows;
            if (!whole.isEmpty()) {
                pages.accept(whole);
                next = new Condition(keyColumn, Operator.GREATER, key(whole.getLast()));
            }
        } while (full);
    }

    /** The keys of all rows that satisfy the conditions. */
    void keys(List<Condition> conditions, Consumer<List<String>> pages) {
        Condition next = new Condition(keyColumn, Operator.NOT_EMPTY, "");
        boolean full;
        do {
            List<AfasRow> rows = page(conditions, next);
            full = rows.size() >= PAGE;
            if (!rows.isEmpty()) {
                pages.accept(rows.stream().map(this::key).distinct().toList());
                next = new Condition(keyColumn, Operator.GREATER, key(rows.getLast()));
            }
        } while (full);
    }

    private List<AfasRow> page(List<Condition> conditions, Condition next) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(next);
        List<AfasRow> rows = afas.read(new GetQuery(connector, List.of(all), orderBy, PAGE));
        if (!rows.isEmpty()) {
            requireColumns(rows.getFirst());
        }
        return rows;
    }

    private void requireColumns(AfasRow row) {
        for (String column : columns) {
            if (!row.values().containsKey(column)) {
                throw new AfasFailure.ContractBroken(connector + "." + column,
                        "GET " + connector + ": there is no column " + column);
            }
        }
    }

    /** AFAS compares without case. */
    private List<AfasRow> withoutLastKey(List<AfasRow> rows) {
        String last = key(rows.getLast());
        List<AfasRow> whole = rows.stream().filter(row -> !key(row).equalsIgnoreCase(last)).toList();
        if (whole.isEmpty()) {
            throw new AfasFailure.ContractBroken(connector + " with fewer than " + PAGE + " rows for one " + keyColumn,
                    "GET " + connector + ": " + keyColumn + " is no key");
        }
        return whole;
    }

    private String key(AfasRow row) {
        return row.required(keyColumn);
    }
}
