package com.twinafas.writer.invoice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** How many lines of a document are ours: key of its delivery. */
    static final String LINES = "Lines";
    /** Which optional fields of the document were sent. */
    static final String FIELDS = "Fields";
    /** Which optional fields of its lines were sent. */
    static final String LINE_FIELDS = "LineFields";

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
     * @param before   what is known of the document as it was sent before, by key
     */
    public static AfasRequest change(InvoiceUpdate invoice, String number, String debtor, List<AfasRow> existing,
            Map<String, String> before) {
        AfasElement element = SentFields.of(before.get(FIELDS)).clearing(named(invoice, DocumentKind.ORDER, debtor))
                .without("Unit").leading(NUMBER, FieldValue.of(number));
        return AfasRequest.put(connector(DocumentKind.ORDER), element.withObject(lines(DocumentKind.ORDER),
                LineChanges.of(ownLines(invoice), existing, SentFields.of(before.get(LINE_FIELDS)))));
    }

    /** What must be known of a document when it is changed later, by key. */
    static Map<String, String> sent(InvoiceUpdate invoice) {
        return Map.of(LINES, String.valueOf(lineCount(invoice)), FIELDS,
                SentFields.of(List.of(invoice.document())).toString(), LINE_FIELDS,
                SentFields.of(ownLines(invoice)).toString());
    }

    /** Whether a change adds lines: sent twice it would add them twice. */
    static boolean adds(AfasRequest change) {
        return change.element().object(lines(DocumentKind.ORDER)).stream().anyMatch(LineChanges::isAddition);
    }

    /** One of the lines that a change takes out. */
    static Optional<String> removed(AfasRequest change) {
        return change.element().object(lines(DocumentKind.ORDER)).stream().filter(LineChanges::isRemoval)
                .flatMap(line -> line.field(LineChanges.LINE) instanceof FieldValue.Text(String guid)
                        ? Stream.of(guid)
                        : Stream.empty())
                .findFirst();
    }

    /** The same, of what an intent kept. */
    static Map<String, String> sent(Map<String, String> facts) {
        Map<String, String> kept = new HashMap<>(facts);
        kept.keySet().retainAll(Set.of(LINES, FIELDS, LINE_FIELDS));
        return kept;
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
}
