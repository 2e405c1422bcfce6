package com.twinafas.simulators.afas;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.Entry;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.Party;

/**
 * The books as one JSON, for those who ask a process from outside. No names or addresses; e-mail addresses, because
 * what is asked is whether a customer is there twice.
 */
final class BooksSummary {

    private BooksSummary() {
    }

    static ObjectNode of(AfasBooks books, CallLog calls) {
        ObjectNode summary = JsonMapper.shared().createObjectNode();
        summary.putObject("counts").put("debtors", books.debtors().size()).put("parties", books.parties().size())
                .put("items", books.items().size()).put("orders", books.orders().size())
                .put("directInvoices", books.directInvoices().size()).put("entries", books.entries().size());
        ArrayNode debtors = summary.putArray("debtors");
        books.debtors().forEach(debtor -> describe(debtor, books, debtors.addObject()));
        summary.set("debtorsByEmail", JsonMapper.shared().valueToTree(new TreeMap<>(books.debtorsByEmail())));
        ArrayNode orders = summary.putArray("orders");
        books.documents().forEach(order -> describe(order, orders.addObject()));
        summary.set("documentsByReference", JsonMapper.shared().valueToTree(byReference(books)));
        ArrayNode entries = summary.putArray("entries");
        books.entries().forEach(entry -> describe(entry, entries.addObject()));
        summary.set("items", JsonMapper.shared()
                .valueToTree(books.items().stream().map(item -> item.code()).sorted().toList()));
        ObjectNode asked = summary.putObject("calls");
        asked.put("total", calls.counts().values().stream().mapToInt(Integer::intValue).sum()).put("mostAtOnce",
                calls.mostAtOnce());
        asked.set("byConnector", JsonMapper.shared().valueToTree(calls.counts()));
        asked.set("violations", JsonMapper.shared().valueToTree(calls.violations()));
        return summary;
    }

    private static void describe(Debtor debtor, AfasBooks books, ObjectNode into) {
        into.put("DbId", debtor.number()).put("BcCo", debtor.party()).put("IsDb", debtor.debtor())
                .put("EmAd", books.party(debtor.party()).map(Party::email).orElse(""))
                .put("organisation", books.party(debtor.party()).map(Party::organisation).orElse(false))
                .put("blocked", debtor.blocked());
    }

    private static void describe(Order order, ObjectNode into) {
        into.put("OrNu", order.number()).put("direct", order.direct()).put("RfCs", order.reference())
                .put("DbId", order.debtor()).put("Unit", order.field("Unit")).put("OrDa", order.field("OrDa"))
                .put("lines", order.lines().size()).put("net", order.totals().net())
                .put("total", order.totals().invoice()).put("invoice", order.invoice());
    }

    private static void describe(Entry entry, ObjectNode into) {
        into.put("UnId", entry.administration()).put("EnNo", entry.number()).put("JoCo", entry.journal())
                .put("BpNr", entry.lines().getFirst().field("BpNr")).put("InId", entry.lines().getFirst().field("InId"))
                .put("lines", entry.lines().size()).put("debit", entry.debit());
    }

    private static Map<String, Integer> byReference(AfasBooks books) {
        Map<String, Integer> counts = new TreeMap<>();
        books.documents().forEach(order -> counts.merge(order.reference(), 1, Integer::sum));
        return counts;
    }
}
