package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often each kind is polled.
 *
 * @param customers    between two readings of what has changed
 * @param articles     between two readings of all; articles have no time of change
 * @param invoices     between two readings of new and concept invoices
 * @param transactions between two readings of the day books
 * @param reference    between two readings of VAT codes and other reference data
 * @param completeList between two complete lists, which show what was deleted
 * @param overlap how far back each reading of changes goes beyond the last one
 */
public record PollerSettings(@NotNull @DurationMin(millis = 1) @DefaultValue("30s") Duration customers,
        @NotNull @DurationMin(millis = 1) @DefaultValue("10m") Duration articles,
        @NotNull @DurationMin(millis = 1) @DefaultValue("30s") Duration invoices,
        @NotNull @DurationMin(millis = 1) @DefaultValue("60s") Duration transactions,
        @NotNull @DurationMin(millis = 1) @DefaultValue("1h") Duration reference,
        @NotNull @DurationMin(millis = 1) @DefaultValue("24h") Duration completeList,
        @NotNull @DurationMin @DefaultValue("5m") Duration overlap) {
}
