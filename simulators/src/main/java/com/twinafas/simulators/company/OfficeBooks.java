package com.twinafas.simulators.company;

import java.util.List;

/** An office with its records. */
public record OfficeBooks(Office office, List<Relation> customers, List<Relation> suppliers, List<Article> articles,
        List<SalesInvoice> invoices, List<Transaction> transactions) {

    public OfficeBooks {
        customers = List.copyOf(customers);
        suppliers = List.copyOf(suppliers);
        articles = List.copyOf(articles);
        invoices = List.copyOf(invoices);
        transactions = List.copyOf(transactions);
    }
}
