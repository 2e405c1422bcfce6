package com.twinafas.poller.reconciliation;

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
 * Reads a GetConnector page by page, each beginning behind the last row of the one before: a page that skips rows loses
 * one for each that vanishes meanwhile, and only one page is ever in memory.
 */
final class KeyedPages {

    /** One call for each page, whatever number of columns there are up to 299 (afas-api §2). */
    private static final int PAGE = 500;

    private final Afas afas;

    KeyedPages(Afas afas) {
        this.afas = afas;
    }

    /**
     * All rows that satisfy the conditions, in order.
     *
     * @param keys    one or two columns, together unique; rows in which the first is empty are left out
     * @param columns that each row must have
     * @throws AfasFailure.ContractBroken when a column is missing
     */
    void read(String connector, List<Condition> conditions, List<String> keys, List<String> columns,
            Consumer<AfasRow> each) {
        List<List<Condition>> next = List
                .of(with(conditions, new Condition(keys.getFirst(), Operator.NOT_EMPTY, "")));
        boolean full;
        do {
            List<AfasRow> rows = afas.read(new GetQuery(connector, next, keys, PAGE));
            full = rows.size() >= PAGE;
            if (!rows.isEmpty()) {
                require(connector, rows.getFirst(), keys, columns);
                rows.forEach(each);
                next = behind(conditions, keys, rows.getLast());
            }
        } while (full);
    }

    private static List<List<Condition>> behind(List<Condition> conditions, List<String> keys, AfasRow last) {
        String first = keys.getFirst();
        List<List<Condition>> behind = new ArrayList<>();
        behind.add(with(conditions, new Condition(first, Operator.GREATER, last.required(first))));
        if (keys.size() > 1) {
            String second = keys.get(1);
            behind.add(with(conditions, new Condition(first, Operator.EQUALS, last.required(first)),
                    new Condition(second, Operator.GREATER, last.required(second))));
        }
        return behind;
    }

    private static List<Condition> with(List<Condition> conditions, Condition... more) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(List.of(more));
        return all;
    }

    /** Of rows that are there: a connector without any shows no columns. */
    static void require(String connector, AfasRow row, List<String> keys, List<String> columns) {
        List<String> needed = new ArrayList<>(keys);
        needed.addAll(columns);
        for (String column : needed) {
            if (!row.values().containsKey(column)) {
                throw new AfasFailure.ContractBroken(connector + "." + column,
                        "GET " + connector + ": there is no column " + column);
            }
        }
    }
}
