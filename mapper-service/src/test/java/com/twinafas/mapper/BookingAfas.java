package com.twinafas.mapper;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.setup.AfasSetup;
import com.twinafas.simulators.afas.writing.OrderArithmetic.Rounding;
import com.twinafas.simulators.afas.writing.UpdateConnectors;

/** The simulated AFAS without HTTP, for what it makes of many documents. */
public final class BookingAfas {

    private static final String DEBTOR = "99999";

    private final AfasBooks books;
    private final UpdateConnectors connectors;
    private final DocumentKind kind;

    /** With a debtor, and every item that is asked for. */
    public BookingAfas(AfasSetup setup, Rounding rounding, DocumentKind kind) {
        List<AfasSetup.KnownDebtor> debtors = new ArrayList<>(setup.debtors());
        debtors.add(new AfasSetup.KnownDebtor(DEBTOR, "9999999", true, Map.of("IsDb", "1", "CuId", "EUR"),
                Map.of("Nm", "Klant")));
        AfasSetup with = setup.withDebtors(debtors);
        this.books = new AfasBooks(with, null, InstantSource.system());
        this.connectors = new UpdateConnectors(with, rounding, Set.of(), InstantSource.system(), new Random(1));
        this.kind = kind;
    }

    /** The document as it stands in the books. */
    public Order book(InvoiceUpdate invoice) {
        for (String item : invoice.items()) {
            if (books.item(item).isEmpty()) {
                AfasElement element = AfasElement.EMPTY.with("ItCd", item).with("Grp", "1").with("BiUn", "Stk")
                        .with("VaRc", "3").with("SaPrice", FieldValue.of(BigDecimal.ONE));
                write("FbItemArticle", element);
            }
        }
        String connector = kind == DocumentKind.ORDER ? "FbSales" : "FbDirectInvoice";
        Map<String, String> keys = write(connector, invoice.document().leading("DbId", FieldValue.of(DEBTOR)));
        return books.order(Objects.requireNonNull(keys.get("OrNu"))).orElseThrow();
    }

    private Map<String, String> write(String connector, AfasElement element) {
        return connectors.write(connector, true,
                JsonMapper.shared().valueToTree(Map.of(connector, Map.of("Element", AfasBodies.body(element)))), books);
    }
}
