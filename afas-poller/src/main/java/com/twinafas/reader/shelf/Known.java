package com.twinafas.reader.shelf;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.reader.statement.Sighting;
import com.twinafas.reader.statement.Statement;

/**
 * What is remembered of the last published statement about something.
 *
 * @param hash      fingerprint of its hash
 * @param present   false when it has vanished
 * @param recordKey of an order of ours
 * @param date      of an order
 */
public record Known(Fingerprint hash, long revision, boolean present, Instant readAt, @Nullable String recordKey,
        @Nullable LocalDate date) {

    static Known of(Sighting sighting, long revision) {
        return switch (sighting.statement()) {
            case Statement.OrderStatus order ->
                new Known(Fingerprint.of(sighting.hash()), revision, true, sighting.readAt(), order.recordKey(),
                        order.date());
            case Statement.Stock _,Statement.OpenInvoice _ ->
                new Known(Fingerprint.of(sighting.hash()), revision, true, sighting.readAt(), null, null);
            case Statement.Vanished vanished ->
                new Known(Fingerprint.of(sighting.hash()), revision, false, sighting.readAt(), vanished.recordKey(),
                        null);
        };
    }
}
