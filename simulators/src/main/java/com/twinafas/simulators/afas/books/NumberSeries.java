package com.twinafas.simulators.afas.books;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbers AFAS gives out. A series goes on after the highest number seen and never gives one that is taken. */
public final class NumberSeries {

    /** A series: what its numbers begin with, the first, and to how many digits they are filled up. */
    public enum Name {
        DEBTOR("", 10001, 1),
        PARTY("", 1000001, 1),
        ORDER("", 60000001, 1),
        DIRECT_ORDER("VP", 1, 6),
        DIRECT_INVOICE("VF", 1, 6),
        INVOICE("", 26000001, 1),
        ENTRY("", 50001, 1),
        AUTOMATIC_INVOICE("IH", 1, 6),
        ADDRESS("", 1001, 1),
        CONTACT("", 2001, 1);

        private final String prefix;
        private final int first;
        private final int digits;

        Name(String prefix, int first, int digits) {
            this.prefix = prefix;
            this.first = first;
            this.digits = digits;
        }
    }

    private final Map<Name, Integer> last = new EnumMap<>(Name.class);

    NumberSeries() {
    }

    String next(Name series, AfasBooks books) {
        String number;
        do {
            int value = last.merge(series, series.first, (before, first) -> before + 1);
            String digits = Integer.toString(value);
            number = series.prefix + "0".repeat(Math.max(0, series.digits - digits.length())) + digits;
        } while (taken(series, number, books));
        return number;
    }

    /** Whether someone chose this number already. */
    private static boolean taken(Name series, String number, AfasBooks books) {
        return switch (series) {
            case DEBTOR -> books.debtor(number).isPresent();
            case PARTY -> books.party(number).isPresent();
            case ORDER, DIRECT_ORDER -> books.order(number).isPresent();
            case DIRECT_INVOICE, INVOICE, ENTRY, AUTOMATIC_INVOICE, ADDRESS, CONTACT -> false;
        };
    }

    /** Goes past the numbers of a change, so that a series goes on after a new start. */
    void seen(Change change) {
        change.parties().forEach(party -> {
            seen(Name.PARTY, party.number());
            addressSeen(party.visiting());
            addressSeen(party.postal());
            party.contacts().forEach(contact -> {
                seen(Name.CONTACT, Integer.toString(contact.id()));
                addressSeen(contact.address());
            });
        });
        change.debtors().forEach(debtor -> seen(Name.DEBTOR, debtor.number()));
        change.orders().forEach(order -> {
            seen(order.direct() ? Name.DIRECT_ORDER : Name.ORDER, order.number());
            seen(order.direct() ? Name.DIRECT_INVOICE : Name.INVOICE,
                    Objects.requireNonNullElse(order.invoice(), ""));
        });
        change.entries().forEach(entry -> {
            seen(Name.ENTRY, Integer.toString(entry.number()));
            entry.lines().forEach(line -> seen(Name.AUTOMATIC_INVOICE, line.field("InId")));
        });
    }

    private void addressSeen(@Nullable Address address) {
        if (address != null) {
            seen(Name.ADDRESS, Integer.toString(address.id()));
        }
    }

    /** Only numbers that look like the series' own move it on: those chosen by others stand apart. */
    private void seen(Name series, String number) {
        if (!number.startsWith(series.prefix)) {
            return;
        }
        String digits = number.substring(series.prefix.length());
        if (digits.matches("[0-9]{1,8}") && digits.length() >= series.digits) {
            int value = Integer.parseInt(digits);
            if (value >= series.first && value < series.first + 1_000_000) {
                last.merge(series, value, Math::max);
            }
        }
    }
}
