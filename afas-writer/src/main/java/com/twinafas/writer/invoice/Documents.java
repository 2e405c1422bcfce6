package com.twinafas.writer.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.writer.commit.Finding;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.line.Line;
import com.twinafas.writer.line.Lookup;
import com.twinafas.writer.line.Term;

/** The sales orders and direct invoices AFAS has, looked up by our reference and number. */
public final class Documents {

    /** GUIDs of an order's lines that people added: key of its delivery. */
    static final String OTHERS = "OtherLines";

    private static final String BEFORE = "Before";
    private static final String REMOVED = "Removed";
    private static final String NUMBER = "OrderNumber";
    private static final String GUID = "LineGuid";

    private final Lookup orders;
    private final Lookup lines;
    private final BigDecimal tolerance;
    private final boolean lookUp;
    private final Set<String> processed;

    /**
     * @param orders    connector: OrderNumber, CustomerReference, DebtorId, OrderDate, InvoiceTotal or TotalAmount
     * @param lines     connector: OrderNumber, Status, SeqNo, LineGuid, ItemCodeId, Description
     * @param tolerance between AFAS's total and Twinfield's, by VAT rate and line
     * @param lookUp    whether the connector shows what we write; without it nothing is ever found
     * @param processed what AFAS calls the status of an order that can no longer be changed
     */
    public Documents(Line line, String orders, String lines, BigDecimal tolerance, boolean lookUp,
            Set<String> processed) {
        this.orders = new Lookup(line, orders, NUMBER);
        this.lines = new Lookup(line, lines, NUMBER, "SeqNo");
        this.tolerance = tolerance;
        this.lookUp = lookUp;
        this.processed = Set.copyOf(processed);
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

    /**
     * What became of a document that was intended.
     *
     * @param sent what must be known of it later
     */
    Finding look(String reference, @Nullable String number, InvoiceFacts facts, Map<String, String> sent) {
        if (!lookUp) {
            return new Finding.Unknowable();
        }
        List<AfasRow> found = find(reference, number);
        if (found.isEmpty()) {
            return new Finding.Nothing();
        }
        int lineCount = Integer.parseInt(sent.getOrDefault(InvoiceRequests.LINES, "1"));
        return ours(found, facts, lineCount).<Finding>map(row -> new Finding.Done(with(sent, number(row))))
                .orElseGet(() -> new Finding.Anothers(number(found.getFirst())));
    }

    /**
     * What tells later whether a change of an order was done: a change is done as a whole or not at all.
     *
     * @param lineCount of the order before
     * @param keys      that the delivery has when it was
     */
    static Map<String, String> changeFacts(AfasRequest change, String number, int lineCount,
            Map<String, String> keys) {
        Map<String, String> facts = new HashMap<>(keys);
        facts.put(InvoiceRequests.NUMBER, number);
        facts.put(BEFORE, String.valueOf(lineCount));
        InvoiceRequests.removed(change).ifPresent(guid -> facts.put(REMOVED, guid));
        return facts;
    }

    /** What became of a change that adds lines: a line that was to go is gone, or there are more than before. */
    Finding lookForChange(Map<String, String> facts) {
        List<AfasRow> rows = lines.find(NUMBER, Objects.requireNonNull(facts.get(InvoiceRequests.NUMBER)));
        String removed = facts.get(REMOVED);
        boolean done = removed == null
                ? rows.size() > Integer.parseInt(facts.getOrDefault(BEFORE, "0"))
                : rows.stream().noneMatch(row -> removed.equals(row.text(GUID)));
        if (!done) {
            return new Finding.Nothing();
        }
        return new Finding.Done(changed(facts));
    }

    /** The keys of a document that a person found under this number, or of one whose change a person found done. */
    public static Map<String, String> keys(Intent intent, String number) {
        return intent.method() == AfasRequest.Method.PUT
                ? changed(intent.facts())
                : with(InvoiceRequests.sent(intent.facts()), number);
    }

    private static Map<String, String> changed(Map<String, String> facts) {
        Map<String, String> keys = new HashMap<>(facts);
        keys.keySet().removeAll(Set.of(REMOVED, BEFORE));
        return keys;
    }

    /**
     * The lines of an order that may still be changed, told apart.
     *
     * @param known keys of its delivery
     * @throws Refusal when AFAS has processed it
     */
    Lines lines(String number, Map<String, String> known) {
        List<AfasRow> all = lines.find(NUMBER, number);
        if (all.stream().map(row -> row.text("Status"))
                .anyMatch(status -> status != null && processed.contains(status))) {
            throw new Refusal(FailureCode.ORDER_PROCESSED, "number", number);
        }
        Set<String> others = Set.of(known.getOrDefault(OTHERS, "").split(","));
        List<AfasRow> candidates = all.stream().filter(row -> !others.contains(row.required(GUID))).toList();
        String count = known.get(InvoiceRequests.LINES);
        return new Lines(all, count == null
                ? candidates
                : candidates.subList(0, Math.min(candidates.size(), Integer.parseInt(count))));
    }

    /**
     * An order's lines, in their order. People may add some behind ours; a change of ours can add others behind those.
     *
     * @param ours those we made
     */
    record Lines(List<AfasRow> all, List<AfasRow> ours) {

        /** The GUIDs of the others, as they are kept. */
        String others() {
            return all.stream().filter(row -> !ours.contains(row)).map(row -> row.required(GUID))
                    .collect(Collectors.joining(","));
        }
    }

    private static Map<String, String> with(Map<String, String> sent, String number) {
        Map<String, String> keys = new HashMap<>(sent);
        keys.put(InvoiceRequests.NUMBER, number);
        return keys;
    }

    static String number(AfasRow row) {
        return row.required(NUMBER);
    }
}
