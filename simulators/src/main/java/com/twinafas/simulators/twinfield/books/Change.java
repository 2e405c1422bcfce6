package com.twinafas.simulators.twinfield.books;

import java.util.List;

import com.twinafas.simulators.company.Article;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.Transaction;

/**
 * One change of an office's records, whole or not at all: new states, and what was deleted.
 *
 * @param removedInvoices keys of deleted concepts, {@code type/number}
 */
record Change(String office, List<Relation> relations, List<Article> articles, List<SalesInvoice> invoices,
        List<String> removedInvoices, List<Transaction> transactions, List<DeletedTransaction> deleted) {

    Change {
        relations = List.copyOf(relations);
        articles = List.copyOf(articles);
        invoices = List.copyOf(invoices);
        removedInvoices = List.copyOf(removedInvoices);
        transactions = List.copyOf(transactions);
        deleted = List.copyOf(deleted);
    }

    static Change of(String office, Relation relation) {
        return new Change(office, List.of(relation), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    static Change of(String office, Article article) {
        return new Change(office, List.of(), List.of(article), List.of(), List.of(), List.of(), List.of());
    }

    static Change of(String office, SalesInvoice invoice) {
        return new Change(office, List.of(), List.of(), List.of(invoice), List.of(), List.of(), List.of());
    }

    static Change of(String office, SalesInvoice invoice, Transaction transaction) {
        return new Change(office, List.of(), List.of(), List.of(invoice), List.of(), List.of(transaction), List.of());
    }

    static Change of(String office, Transaction transaction) {
        return new Change(office, List.of(), List.of(), List.of(), List.of(), List.of(transaction), List.of());
    }

    static Change removal(String office, String invoice) {
        return new Change(office, List.of(), List.of(), List.of(), List.of(invoice), List.of(), List.of());
    }

    static Change removal(String office, DeletedTransaction transaction) {
        return new Change(office, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(transaction));
    }
}
