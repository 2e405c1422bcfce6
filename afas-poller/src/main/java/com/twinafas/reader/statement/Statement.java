package com.twinafas.reader.statement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What AFAS says about one thing. */
public sealed interface Statement {

    AfasKey key();

    /** All that it says: when this is the same, nothing has changed. */
    String content();

    /**
     * An order.
     *
     * @param recordKey      of the record it was made of; null when it is not of ours
     * @param administration of the record's office
     * @param debtor         debtor number, the content is about
     * @param afasStatus     as AFAS gives it
     * @param status         as the tenant calls it
     * @param rows           as AFAS gave them, in JSON
     */
    record OrderStatus(AfasKey.Order key, @Nullable String recordKey, @Nullable String administration,
            @Nullable String type, @Nullable String debtor, @Nullable LocalDate date, @Nullable String afasStatus,
            @Nullable String status, String rows) implements Statement {

        @Override
        public String content() {
            return String.join("\n", rows, String.valueOf(status), String.valueOf(recordKey),
                    String.valueOf(administration));
        }
    }

    /**
     * The stock of an item.
     *
     * @param unit    null when there are several
     * @param inStock decimal number; null when AFAS does not say
     */
    record Stock(AfasKey.Stock key, @Nullable String unit, @Nullable String inStock) implements Statement {

        @Override
        public String content() {
            return inStock + " " + unit;
        }
    }

    /** @param rows as AFAS gave them, in JSON */
    record OpenInvoice(AfasKey.OpenInvoice key, String rows) implements Statement {

        @Override
        public String content() {
            return rows;
        }
    }

    /**
     * A complete list does not have it any more: an order is gone, an open invoice is settled.
     *
     * @param recordKey of an order of ours
     */
    record Vanished(AfasKey key, @Nullable String recordKey) implements Statement {

        @Override
        public String content() {
            return "";
        }
    }
}
