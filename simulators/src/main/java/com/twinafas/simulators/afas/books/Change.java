package com.twinafas.simulators.afas.books;

import java.util.List;

/** What one request changes: the records as they are from now on. Commits as a whole. */
public record Change(List<Party> parties, List<Debtor> debtors, List<Item> items, List<Order> orders,
        List<Entry> entries) {

    public Change {
        parties = List.copyOf(parties);
        debtors = List.copyOf(debtors);
        items = List.copyOf(items);
        orders = List.copyOf(orders);
        entries = List.copyOf(entries);
    }

    public static Change of(List<Party> parties, Debtor debtor) {
        return new Change(parties, List.of(debtor), List.of(), List.of(), List.of());
    }

    public static Change of(Order order) {
        return new Change(List.of(), List.of(), List.of(), List.of(order), List.of());
    }

    public static Change of(Entry entry) {
        return new Change(List.of(), List.of(), List.of(), List.of(), List.of(entry));
    }

    public static Change ofItems(List<Item> items) {
        return new Change(List.of(), List.of(), items, List.of(), List.of());
    }
}
