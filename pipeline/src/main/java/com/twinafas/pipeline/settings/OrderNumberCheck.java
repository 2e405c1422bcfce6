package com.twinafas.pipeline.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import com.twinafas.pipeline.settings.OfficeSettings.OrderType;

/** Proves that the order numbers of all offices fit AFAS and that no two invoices can get the same. */
final class OrderNumberCheck {

    private final BiConsumer<String, String> mistake;
    private final List<Series> series = new ArrayList<>();

    private OrderNumberCheck(BiConsumer<String, String> mistake) {
        this.mistake = mistake;
    }

    /** The numbers that start alike: an invoice's own number follows, which has no leading zero. */
    private record Series(String key, String name, String prefix) {

        /** Whether some number of this series is one of the other too. */
        boolean meets(Series other) {
            return prefix.equals(other.prefix) || isWithin(other) || other.isWithin(this);
        }

        private boolean isWithin(Series other) {
            return other.prefix.startsWith(prefix)
                    && other.prefix.substring(prefix.length()).matches("[1-9][0-9]*");
        }
    }

    /** @param mistake hears key and text of each */
    static void check(List<OfficeSettings> offices, BiConsumer<String, String> mistake) {
        OrderNumberCheck check = new OrderNumberCheck(mistake);
        for (int i = 0; i < offices.size(); i++) {
            String pattern = offices.get(i).orderNumber();
            if (pattern != null) {
                check.office("twinafas.offices[" + i + "].order-number", offices.get(i),
                        new OrderNumberPattern(pattern));
            }
        }
        check.collisions();
    }

    private void office(String key, OfficeSettings office, OrderNumberPattern pattern) {
        if (office.orderType() != OrderType.ORDER && office.orderType() != OrderType.DIRECT_INVOICE) {
            mistake.accept(key, "has no meaning: order-type makes no orders");
        } else if (!pattern.isWellFormed()) {
            mistake.accept(key, "must end with {number}; before it can stand {office}, {administration} and {type}");
        } else if (office.invoiceTypes().isEmpty()) {
            mistake.accept(key, "needs invoice-types: each type has numbers of its own");
        } else {
            office.invoiceTypes().stream().sorted().forEach(type -> type(key, office, type, pattern));
        }
    }

    private void type(String key, OfficeSettings office, String type, OrderNumberPattern pattern) {
        String prefix = pattern.prefix(office, type);
        if (prefix.length() >= OrderNumberPattern.LONGEST) {
            mistake.accept(key, "leaves no room for a number: " + prefix + " has " + prefix.length() + " of "
                    + OrderNumberPattern.LONGEST + " characters");
        }
        series.add(new Series(key, "type " + type + " of office " + office.code(), prefix));
    }

    private void collisions() {
        for (int i = 0; i < series.size(); i++) {
            for (Series before : series.subList(0, i)) {
                if (series.get(i).meets(before)) {
                    mistake.accept(series.get(i).key(), "invoices of " + before.name() + " and of "
                            + series.get(i).name() + " can get the same number");
                }
            }
        }
    }
}
