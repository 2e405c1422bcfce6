package com.twinafas.writer.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.FieldValue;

/** The requests about a sales order or direct invoice (afas-api §3.4, §3.5). */
public final class InvoiceRequests {

    /** Order number, the key of a document's delivery. */
    public static final String NUMBER = "OrNu";

    private static final String LINE = "GuLi";
    private static final String ACTION = "@Action";
    /** What can be said of a line only when it is made. */
    private static final Set<String> ONLY_NEW = Set.of("VaIt", "ItCd", "V1Cd", "V2Cd", "V3Cd", "V4Cd", "V5Cd");

    private InvoiceRequests() {
    }

    /**
     * A new document.
     *
     * @param kind as it lands, which may be another than the update's own
     */
    public static AfasRequest create(InvoiceUpdate invoice, DocumentKind kind, String debtor) {
        AfasElement element = named(invoice, kind, debtor).withObject(lines(kind), ownLines(invoice))
                .with("Unit", invoice.administration());
        String number = invoice.orderNumber();
        return AfasRequest.post(connector(kind),
                number == null ? element : element.leading(NUMBER, FieldValue.of(number)));
    }

    /**
     * An order gets new content.
     *
     * @param existing rows of the order's lines that are ours, in their order
     */
    public static AfasRequest change(InvoiceUpdate invoice, String number, String debtor, List<AfasRow> existing) {
        AfasElement element = named(invoice, DocumentKind.ORDER, debtor).without("Unit").leading(NUMBER,
                FieldValue.of(number));
        return AfasRequest.put(connector(DocumentKind.ORDER),
                element.withObject(lines(DocumentKind.ORDER), changedLines(ownLines(invoice), existing)));
    }

    /** Whether a change adds lines: sent twice it would add them twice. */
    static boolean adds(AfasRequest change) {
        return change.element().object(lines(DocumentKind.ORDER)).stream().anyMatch(line -> line.field(LINE) == null);
    }

    /** How many lines of the order are ours after a change. */
    static int linesAfter(AfasRequest change) {
        return (int) change.element().object(lines(DocumentKind.ORDER)).stream().filter(line -> !isRemoval(line))
                .count();
    }

    /** One of the lines that a change takes out. */
    static Optional<String> removed(AfasRequest change) {
        return change.element().object(lines(DocumentKind.ORDER)).stream().filter(InvoiceRequests::isRemoval)
                .flatMap(line -> line.field(LINE) instanceof FieldValue.Text(String guid)
                        ? Stream.of(guid)
                        : Stream.empty())
                .findFirst();
    }

    private static boolean isRemoval(AfasElement line) {
        return line.field(ACTION) != null;
    }

    static int lineCount(InvoiceUpdate invoice) {
        return ownLines(invoice).size();
    }

    static String connector(DocumentKind kind) {
        return kind == DocumentKind.ORDER ? "FbSales" : "FbDirectInvoice";
    }

    private static String lines(DocumentKind kind) {
        return connector(kind) + "Lines";
    }

    private static List<AfasElement> ownLines(InvoiceUpdate invoice) {
        return invoice.document().object(lines(invoice.documentKind()));
    }

    private static AfasElement named(InvoiceUpdate invoice, DocumentKind kind, String debtor) {
        AfasElement element = invoice.document().withoutObject(lines(invoice.documentKind()))
                .leading("RfCs", FieldValue.of(invoice.reference())).leading("DbId", FieldValue.of(debtor));
        return kind == DocumentKind.ORDER ? element.without("SinOrNu") : element;
    }

    /** Line by line: the same item is changed, another one takes its place, what is left over goes. */
    private static List<AfasElement> changedLines(List<AfasElement> lines, List<AfasRow> existing) {
        List<AfasElement> changed = new ArrayList<>();
        List<AfasElement> added = new ArrayList<>();
        for (int i = 0; i < Math.max(lines.size(), existing.size()); i++) {
            AfasElement line = i < lines.size() ? lines.get(i) : null;
            AfasRow row = i < existing.size() ? existing.get(i) : null;
            if (line != null && row != null && FieldValue.of(item(row)).equals(line.field("ItCd"))) {
                changed.add(changed(line, row));
                continue;
            }
            if (row != null) {
                changed.add(AfasElement.EMPTY.with(ACTION, "delete").with(LINE, row.required("LineGuid")));
            }
            if (line != null) {
                added.add(line);
            }
        }
        changed.addAll(added);
        return changed;
    }

    private static AfasElement changed(AfasElement line, AfasRow row) {
        AfasElement changed = line.leading(LINE, FieldValue.of(row.required("LineGuid")));
        for (String field : ONLY_NEW) {
            changed = changed.without(field);
        }
        return changed;
    }

    private static String item(AfasRow row) {
        String item = row.text("ItemCodeId");
        return item == null ? "" : item;
    }
}
