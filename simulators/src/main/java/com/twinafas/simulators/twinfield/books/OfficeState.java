package com.twinafas.simulators.twinfield.books;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.twinafas.simulators.company.Article;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.OfficeBooks;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.Transaction;

/** The records of one office as they stand now. Not thread-safe: {@link TwinfieldBooks} is. */
final class OfficeState {

    final Office office;
    final Map<String, Relation> relations = new TreeMap<>();
    final Map<String, Article> articles = new TreeMap<>();
    final Map<String, SalesInvoice> invoices = new TreeMap<>();
    final Map<String, Transaction> transactions = new TreeMap<>();
    final List<DeletedTransaction> deleted = new ArrayList<>();
    private final Map<String, Long> lastInvoice = new TreeMap<>();
    private final Map<String, Integer> lastTransaction = new TreeMap<>();

    OfficeState(OfficeBooks books) {
        this.office = books.office();
        apply(new Change(office.code(), books.customers(), books.articles(), books.invoices(), List.of(),
                books.transactions(), List.of()));
        books.suppliers().forEach(supplier -> relations.put(relationKey(supplier.type(), supplier.code()), supplier));
    }

    static String relationKey(String type, String code) {
        return type + "/" + code;
    }

    /** Sorts by number within the type. */
    static String invoiceKey(String type, long number) {
        return type + "/" + String.format(Locale.ROOT, "%012d", number);
    }

    static String transactionKey(String daybook, String number) {
        return daybook + "/" + number;
    }

    void apply(Change change) {
        change.relations().forEach(one -> relations.put(relationKey(one.type(), one.code()), one));
        change.articles().forEach(one -> articles.put(one.code(), one));
        change.invoices().forEach(one -> {
            invoices.put(invoiceKey(one.type(), one.number()), one);
            lastInvoice.merge(one.type(), one.number(), Math::max);
        });
        change.removedInvoices().forEach(invoices::remove);
        change.transactions().forEach(one -> {
            transactions.put(transactionKey(one.daybook(), one.number()), one);
            lastTransaction.merge(one.daybook() + one.number().substring(0, 4),
                    Integer.parseInt(one.number().substring(4)), Math::max);
        });
        change.deleted().forEach(one -> {
            transactions.remove(transactionKey(one.daybook(), one.number()));
            deleted.add(one);
        });
    }

    long nextInvoiceNumber(String type) {
        return lastInvoice.getOrDefault(type, 0L) + 1;
    }

    /** Year and five digits; a deleted transaction's number is not given again. */
    String nextTransactionNumber(String daybook, int year) {
        return String.format(Locale.ROOT, "%d%05d", year, lastTransaction.getOrDefault(daybook + year, 0) + 1);
    }
}
