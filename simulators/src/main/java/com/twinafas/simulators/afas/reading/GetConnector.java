package com.twinafas.simulators.afas.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/**
 * One GetConnector.
 *
 * @param rows what it has rows of, out of the books
 */
public record GetConnector<S>(String id, String description, List<Column<S>> columns,
        Function<AfasBooks, List<S>> rows) {

    /** At this many cells AFAS runs out of memory (afas-api §2). */
    private static final int MOST_CELLS = 150_000;

    public GetConnector {
        columns = List.copyOf(columns);
    }

    /** The same under another name, as partners copy the standard definitions. */
    public GetConnector<S> copiedAs(String name) {
        return new GetConnector<>(name, name, columns, rows);
    }

    /**
     * Answers a query.
     *
     * @param chance what does not follow from the order asked for comes in no order, another in every call
     * @throws Refused when a column is unknown, a value cannot be compared, or the answer would be too large
     */
    public ObjectNode answer(Query query, AfasBooks books, RandomGenerator chance) {
        List<List<Filter<S>>> filters = query.alternatives().stream()
                .map(all -> all.stream().map(condition -> new Filter<>(condition, column(condition.column()))).toList())
                .toList();
        Comparator<S> order = order(query);
        List<S> found = new ArrayList<>(rows.apply(books).stream()
                .filter(row -> filters.isEmpty()
                        || filters.stream().anyMatch(all -> all.stream().allMatch(filter -> filter.holds(row))))
                .toList());
        Collections.shuffle(found, new Random(chance.nextLong()));
        found.sort(order);
        // A page of no rows holds one: seen, not documented.
        long take = query.take() == -1 ? Integer.MAX_VALUE : Math.max(1, query.take());
        List<S> page = found.stream().skip(Math.max(0, query.skip())).limit(take).toList();
        if ((long) page.size() * columns.size() >= MOST_CELLS) {
            throw new Refused(Text.OUT_OF_MEMORY);
        }
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.put("skip", query.skip());
        answer.put("take", query.take());
        ArrayNode shown = answer.putArray("rows");
        page.forEach(row -> {
            ObjectNode cells = shown.addObject();
            columns.forEach(column -> cells.putPOJO(column.id(), column.shown(row)));
        });
        return answer;
    }

    /** The answer of {@code metainfo/get}. */
    public ObjectNode metainfo() {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.put("name", id);
        answer.put("description", description);
        ArrayNode fields = answer.putArray("fields");
        for (int i = 0; i < columns.size(); i++) {
            Column<S> column = columns.get(i);
            fields.addObject().put("id", column.id()).put("fieldId", "U%03d".formatted(i + 1))
                    .put("dataType", column.type().wireName()).put("label", column.id()).put("length", column.length())
                    .put("controlType", 1).put("decimals", column.type() == Column.Type.NUMBER ? 2 : 0)
                    .put("decimalsFieldId", "");
        }
        return answer;
    }

    private Comparator<S> order(Query query) {
        Comparator<S> order = (_, _) -> 0;
        for (String named : query.orderBy()) {
            boolean descending = named.startsWith("-");
            Column<S> column = column(descending ? named.substring(1) : named);
            Comparator<S> by = Comparator.comparing(row -> column.value().apply(row),
                    Comparator.nullsFirst(Condition::compare));
            order = order.thenComparing(descending ? by.reversed() : by);
        }
        return order;
    }

    private Column<S> column(String name) {
        // A dot in a name breaks filtering and ordering: AFAS reads it as a path.
        return columns.stream().filter(column -> column.id().equals(name) && !name.contains(".")).findFirst()
                .orElseThrow(() -> new Refused(Text.COLUMN_NOT_FOUND, name));
    }

    private record Filter<S>(Condition condition, Column<S> column) {
        boolean holds(S row) {
            return condition.holds(column, row);
        }
    }
}
