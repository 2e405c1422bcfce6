package com.twinafas.writer.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.writer.commit.Finding;
import com.twinafas.writer.line.Line;
import com.twinafas.writer.line.Lookup;
import com.twinafas.writer.line.Term;

/** The sales orders and direct invoices AFAS has, looked up by our reference and number. */
public final class Documents {

    /** How many lines of a document are ours: key of its delivery. */
    static final String LINES = "Lines";

    private static final String BEFORE = "Before";
    private static final String REMOVED = "Removed";
    private static final String NUMBER = "OrderNumber";

    private final Lookup orders;
    private final Lookup lines;
    private final BigDecimal tolerance;
    private final boolean lookUp;

    /**
     * @param orders    connector: OrderNumber, CustomerReference, DebtorId, OrderDate, InvoiceTotal or TotalAmount
     * @param lines     connector: OrderNumber, SeqNo, LineGuid, ItemCodeId
     * @param tolerance between AFAS's total and Twinfield's, by VAT rate and line
     * @param lookUp    whether the connector shows what we write; without it nothing is ever found
     */
    public Documents(Line line, String orders, String lines, BigDecimal tolerance, boolean lookUp) {
        this.orders = new Lookup(line, orders, NUMBER);
        this.lines = new Lookup(line, lines, NUMBER, "SeqNo");
        this.tolerance = tolerance;
        this.lookUp = lookUp;
    }

    /** The documents with our reference or number. */
    List<AfasRow> find(String reference, @Nullable String number) {
        if (!lookUp) {
            return List.of();
        }
        List<Term> terms = new ArrayList<>(List.of(new Term("CustomerReference", reference)));
        if (number != null) {
            terms.add(new Term(NUMBER, number));
        }
        return orders.find(terms).values().stream().flatMap(List::stream).distinct().toList();
    }

    /** The one that is ours: its debtor, date and total agree. */
    Optional<AfasRow> ours(List<AfasRow> found, InvoiceFacts facts, int lineCount) {
        BigDecimal allowed = tolerance.multiply(BigDecimal.valueOf(Math.max(1, lineCount)));
        return found.stream().filter(row -> facts.agreeWith(row, allowed)).findFirst();
    }

    /** What became of a document that was intended. */
    Finding look(String reference, @Nullable String number, InvoiceFacts facts, int lineCount) {
        if (!lookUp) {
            return new Finding.Unknowable();
        }
        List<AfasRow> found = find(reference, number);
        if (found.isEmpty()) {
            return new Finding.Nothing();
        }
        return ours(found, facts, lineCount).<Finding>map(row -> new Finding.Done(keys(row, lineCount)))
                .orElseGet(() -> new Finding.Anothers(number(found.getFirst())));
    }

    /**
     * What tells later whether a change of an order was done: a change is done as a whole or not at all.
     *
     * @param lineCount of the order before
     */
    static Map<String, String> changeFacts(AfasRequest change, String number, int lineCount) {
        Map<String, String> facts = new HashMap<>(Map.of(InvoiceRequests.NUMBER, number, LINES,
                String.valueOf(InvoiceRequests.linesAfter(change)), BEFORE, String.valueOf(lineCount)));
        InvoiceRequests.removed(change).ifPresent(guid -> facts.put(REMOVED, guid));
        return facts;
    }

    /** What became of a change that adds lines: a line that was to go is gone, or there are more than before. */
    Finding lookForChange(Map<String, String> facts) {
        List<AfasRow> rows = lines(Objects.requireNonNull(facts.get(InvoiceRequests.NUMBER)));
        String removed = facts.get(REMOVED);
        boolean done = removed == null
                ? rows.size() > Integer.parseInt(facts.getOrDefault(BEFORE, "0"))
                : rows.stream().noneMatch(row -> removed.equals(row.text("LineGuid")));
        return done
                ? new Finding.Done(Map.of(LINES, facts.getOrDefault(LINES, "0")))
                : new Finding.Nothing();
    }

    /** The lines of an order, in their order. */
    List<AfasRow> lines(String number) {
        return lines.find(NUMBER, number);
    }

    static Map<String, String> keys(AfasRow row, int lineCount) {
        return Map.of(InvoiceRequests.NUMBER, number(row), LINES, String.valueOf(lineCount));
    }

    static String number(AfasRow row) {
        return row.required(NUMBER);
    }
}
