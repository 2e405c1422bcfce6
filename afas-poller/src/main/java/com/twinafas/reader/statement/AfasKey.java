package com.twinafas.reader.statement;

import org.jspecify.annotations.Nullable;

/** What AFAS knows something by. As text it is the Kafka key of what is said about it. */
public sealed interface AfasKey {

    /** An order or direct invoice. */
    record Order(String number) implements AfasKey {
        @Override
        public String toString() {
            return number;
        }
    }

    /**
     * The stock of an item.
     *
     * @param warehouse null is all of them together
     */
    record Stock(String item, @Nullable String warehouse) implements AfasKey {
        @Override
        public String toString() {
            return warehouse == null ? item : item + "/" + warehouse;
        }
    }

    /** An invoice of a debtor. */
    record OpenInvoice(String administration, String debtor, String number) implements AfasKey {
        @Override
        public String toString() {
            return administration + "/" + debtor + "/" + number;
        }
    }
}
