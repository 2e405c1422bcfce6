package com.twinafas.reader.shelf;

import com.twinafas.reader.statement.AfasKey;

/** Keys of all kinds as texts of one table: each its own, and what many of them have in common up to a second slash. */
final class AfasKeyTexts {

    private static final String ORDER = "order//";
    private static final String STOCK = "stock/";
    private static final String OPEN_INVOICE = "open-invoice/";
    private static final String NO_WAREHOUSE = "%";

    private AfasKeyTexts() {
    }

    static String of(AfasKey key) {
        return switch (key) {
            case AfasKey.Order(String number) -> ORDER + number;
            case AfasKey.Stock(String item, String warehouse) ->
                STOCK + (warehouse == null ? NO_WAREHOUSE : escaped(warehouse)) + "/" + item;
            case AfasKey.OpenInvoice(String administration, String debtor, String number) ->
                OPEN_INVOICE + escaped(administration) + "/" + escaped(debtor) + "/" + number;
        };
    }

    static AfasKey parse(String text) {
        if (text.startsWith(ORDER)) {
            return new AfasKey.Order(text.substring(ORDER.length()));
        }
        if (text.startsWith(STOCK)) {
            String[] parts = text.substring(STOCK.length()).split("/", 2);
            return new AfasKey.Stock(parts[1], parts[0].equals(NO_WAREHOUSE) ? null : plain(parts[0]));
        }
        String[] parts = text.substring(OPEN_INVOICE.length()).split("/", 3);
        return new AfasKey.OpenInvoice(plain(parts[0]), plain(parts[1]), parts[2]);
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("/", "%2F");
    }

    private static String plain(String text) {
        return text.replace("%2F", "/").replace("%25", "%");
    }
}
