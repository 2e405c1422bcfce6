package com.twinafas.reader.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.GetQuery.Condition;
import com.twinafas.afas.GetQuery.Operator;
import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.reader.shelf.Known;
import com.twinafas.reader.shelf.Shelf;
import com.twinafas.reader.shelf.Step;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Sighting;
import com.twinafas.reader.statement.Statement;
import com.twinafas.schemas.key.RecordKey;

/**
 * The status of orders and direct invoices. Orders have no time of change, their lines have (afas-api §2.1): what a
 * line's change says is read at once, and now and then a complete list shows the rest.
 */
public final class OrderReading implements Reading {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final String CHANGES_SINCE = "changesSince";
    private static final String LISTED_AT = "listedAt";
    private static final String TABLES = "tables";
    private static final String NUMBER = "OrderNumber";
    private static final String DATE = "OrderDate";
    private static final List<String> COLUMNS = List.of(NUMBER, "Status", DATE, "CustomerReference", "DebtorId");
    /** Orders published in one step, and asked for at once. */
    private static final int CHUNK = 100;

    private final Afas afas;
    private final Shelf shelf;
    private final Plan plan;
    private final InstantSource clock;
    private final KeyedRows orders;
    private final KeyedRows lines;
    private final Disappearances disappearances;

    /**
     * How orders are read.
     *
     * @param orders          GetConnector
     * @param lines           GetConnector
     * @param overlap         how far back each reading of changes goes beyond the last one
     * @param completeList    between two complete lists
     * @param history         how old an order in a complete list may be
     * @param vanishedPercent how much of them may vanish at once
     * @param statuses        what a status of AFAS is called
     * @param administrations by office
     */
    public record Plan(String orders, String lines, Duration overlap, Duration completeList, Duration history,
            int vanishedPercent, Map<String, String> statuses, Map<String, String> administrations) {

        public Plan {
            statuses = Map.copyOf(statuses);
            administrations = Map.copyOf(administrations);
        }

        /** When these change, everything has to be said anew. */
        private String tables() {
            return new TreeMap<>(statuses) + " " + new TreeMap<>(administrations);
        }
    }

    public OrderReading(Afas afas, Shelf shelf, Plan plan, InstantSource clock) {
        this.afas = afas;
        this.shelf = shelf;
        this.plan = plan;
        this.clock = clock;
        this.orders = new KeyedRows(afas, plan.orders(), NUMBER, COLUMNS, List.of());
        this.lines = new KeyedRows(afas, plan.lines(), NUMBER, List.of(NUMBER, "ModifiedDate"), List.of("SeqNo"));
        this.disappearances = new Disappearances(shelf, name(), plan.orders(), plan.vanishedPercent());
    }

    @Override
    public String name() {
        return "order-status";
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Position position = shelf.position(name());
        Instant since = position.instant(CHANGES_SINCE);
        if (position.isComplete() && since != null) {
            readChanges(since, now);
        }
        Instant listedAt = position.instant(LISTED_AT);
        boolean due = listedAt == null || !now.isBefore(listedAt.plus(plan.completeList()));
        boolean said = position.text(TABLES, "").equals(plan.tables());
        if (!position.isComplete() || due || !said || disappearances.isConfirmed()) {
            readAll(now);
        }
    }

    private void readChanges(Instant since, Instant now) {
        Set<String> changed = new HashSet<>();
        lines.keys(List.of(Condition.since("ModifiedDate", since.minus(plan.overlap()), now)), changed::addAll);
        List<String> numbers = changed.stream().sorted().toList();
        for (int from = 0; from < numbers.size(); from += CHUNK) {
            publish(afas.read(GetQuery.anyOf(plan.orders(), NUMBER,
                    numbers.subList(from, Math.min(numbers.size(), from + CHUNK)), NUMBER)), now);
        }
        shelf.publish(new Step(name()).moveTo(shelf.position(name()).with(CHANGES_SINCE, now.toString())));
    }

    private void readAll(Instant now) {
        LocalDate from = LocalDate.ofInstant(now.minus(plan.history()), AMSTERDAM);
        KeyTable listed = new KeyTable(0);
        orders.pages(List.of(new Condition(DATE, Operator.AT_LEAST, from + "T00:00:00")),
                rows -> publish(rows, now).forEach(key -> listed.add(key.number())));
        BiPredicate<AfasKey.Order, Known> before = (key, known) -> known.date() != null
                && !known.date().isBefore(from) && known.readAt().isBefore(now);
        List<Statement.Vanished> vanished = new ArrayList<>();
        shelf.present(AfasKey.Order.class, before.and((key, known) -> !listed.contains(key.number())))
                .forEach((key, known) -> vanished.add(new Statement.Vanished(key, known.recordKey())));
        Position position = shelf.position(name());
        Position next = position.with(LISTED_AT, now.toString()).with(TABLES, plan.tables())
                .complete(clock.instant());
        disappearances.publish(vanished, shelf.countPresent(AfasKey.Order.class, before), now,
                position.isComplete() ? next : next.with(CHANGES_SINCE, now.toString()));
    }

    private Set<AfasKey.Order> publish(List<AfasRow> rows, Instant readAt) {
        Map<AfasKey.Order, List<AfasRow>> byOrder = new LinkedHashMap<>();
        rows.forEach(row -> byOrder.computeIfAbsent(new AfasKey.Order(row.required(NUMBER)), any -> new ArrayList<>())
                .add(row));
        Step step = new Step(name());
        byOrder.forEach((key, all) -> step.saw(Sighting.of(statement(key, all), readAt)));
        shelf.publish(step);
        return byOrder.keySet();
    }

    private Statement statement(AfasKey.Order key, List<AfasRow> rows) {
        AfasRow row = rows.getFirst();
        RecordKey record = record(row.text("CustomerReference"));
        String status = row.text("Status");
        return new Statement.OrderStatus(key, record == null ? null : record.toString(),
                record == null ? null : plan.administrations().get(record.office()), row.text("Ordersoort"),
                row.text("DebtorId"), row.date(DATE), status,
                status == null ? null : plan.statuses().getOrDefault(status, status), RowText.of(rows));
    }

    /** Ours carry their record key as reference (afas-api §3.9). */
    private @Nullable RecordKey record(@Nullable String reference) {
        if (reference == null) {
            return null;
        }
        try {
            RecordKey key = RecordKey.parse(reference);
            return plan.administrations().containsKey(key.office()) ? key : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
