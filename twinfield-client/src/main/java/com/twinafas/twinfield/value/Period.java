package com.twinafas.twinfield.value;

/**
 * A period of a book year. Transactions write {@code 2013/05}, invoices {@code 2012/8}; both are read.
 *
 * @param number 0 is the opening, 1 to 13 and 55, 56 the rest (twinfield-api §3)
 */
public record Period(int year, int number) {

    /** As transactions write it: {@code yyyy/pp}. */
    @Override
    public String toString() {
        return "%04d/%02d".formatted(year, number);
    }
}
