package com.twinafas.reader.reading;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery.Condition;
import com.twinafas.afas.GetQuery.Operator;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.reader.shelf.Known;
import com.twinafas.reader.shelf.Shelf;
import com.twinafas.reader.shelf.Step;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Sighting;
import com.twinafas.reader.statement.Statement;

/**
 * The open invoices of one administration. AFAS shows only those (afas-api §2.1): what its list does not have any more
 * was paid or settled otherwise.
 */
public final class OpenInvoiceReading implements Reading {

    private static final String ADMINISTRATION = "UnitId";
    private static final String DEBTOR = "DebtorId";
    private static final String NUMBER = "InvoiceNr";

    private final Shelf shelf;
    private final String administration;
    private final InstantSource clock;
    private final KeyedRows rows;
    private final Disappearances disappearances;

    /** @param settledPercent how much of them may be settled at once */
    public OpenInvoiceReading(Afas afas, Shelf shelf, String connector, String administration, int settledPercent,
            InstantSource clock) {
        this.shelf = shelf;
        this.administration = administration;
        this.clock = clock;
        this.rows = new KeyedRows(afas, connector, NUMBER, List.of(ADMINISTRATION, DEBTOR, NUMBER, "Balance"),
                List.of(DEBTOR));
        this.disappearances = new Disappearances(shelf, name(),
                connector + " (" + ADMINISTRATION + " " + administration + ")", settledPercent);
    }

    @Override
    public String name() {
        return "open-invoice/" + administration;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        KeyTable listed = new KeyTable(0);
        rows.pages(List.of(new Condition(ADMINISTRATION, Operator.EQUALS, administration)),
                page -> publish(page, now).forEach(key -> listed.add(key.toString())));
        BiPredicate<AfasKey.OpenInvoice, Known> before = (key, known) -> key.administration()
                .equals(administration) && known.readAt().isBefore(now);
        disappearances.publish(
                shelf.present(AfasKey.OpenInvoice.class, before.and((key, known) -> !listed.contains(key.toString())))
                        .keySet().stream().map(key -> new Statement.Vanished(key, null)).toList(),
                shelf.countPresent(AfasKey.OpenInvoice.class, before), now,
                shelf.position(name()).complete(clock.instant()));
    }

    /** An invoice in several parts has several rows. */
    private Set<AfasKey.OpenInvoice> publish(List<AfasRow> page, Instant readAt) {
        Map<AfasKey.OpenInvoice, List<AfasRow>> byInvoice = new LinkedHashMap<>();
        page.forEach(row -> byInvoice.computeIfAbsent(
                new AfasKey.OpenInvoice(administration, row.required(DEBTOR), row.required(NUMBER)),
                any -> new ArrayList<>()).add(row));
        Step step = new Step(name());
        byInvoice.forEach((key, all) -> step
                .saw(Sighting.of(new Statement.OpenInvoice(key, RowText.of(all)), readAt)));
        shelf.publish(step);
        return byInvoice.keySet();
    }
}
