package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is read back from AFAS, and how often.
 *
 * @param callsAtOnce     besides the writer's; AFAS suggests at most 5 in all
 * @param overlap         how far back each reading of changes goes beyond the last one
 * @param vanishedPercent how much of all orders, or of all stock, may be gone at once before a person is asked
 */
public record ReadingSettings(@Min(1) @Max(4) @DefaultValue("1") int callsAtOnce,
        @NotNull @DurationMin @DefaultValue("5m") Duration overlap,
        @Min(1) @Max(100) @DefaultValue("2") int vanishedPercent, @Valid @DefaultValue Orders orders,
        @Valid @DefaultValue Stock stock, @Valid @DefaultValue OpenInvoices openInvoices) {

    /**
     * The status of orders.
     *
     * @param on           whether it is read
     * @param every        between two readings of what has changed
     * @param completeList between two readings of everything: what changes without a line being changed shows then
     * @param history      how old, by its date, an order may be to be in that list
     * @param statuses     what a status of AFAS is called; one that is not here keeps AFAS's name
     */
    public record Orders(@DefaultValue("true") boolean on,
            @NotNull @DurationMin(millis = 1) @DefaultValue("1m") Duration every,
            @NotNull @DurationMin(millis = 1) @DefaultValue("6h") Duration completeList,
            @NotNull @DurationMin(millis = 1) @DefaultValue("365d") Duration history,
            @DefaultValue List<@Valid StatusRow> statuses) {
    }

    /**
     * One row of the table of statuses.
     *
     * @param afas   as AFAS gives it
     * @param status as the tenant calls it
     */
    public record StatusRow(@NotBlank String afas, @NotBlank String status) {
    }

    /**
     * The stock of items.
     *
     * @param on              whether it is read
     * @param every           between two readings
     * @param warehouseColumn of the GetConnector for stock, when it is a copy that has one; without, an item's rows are
     *                        added up
     */
    public record Stock(@DefaultValue("true") boolean on,
            @NotNull @DurationMin(millis = 1) @DefaultValue("15m") Duration every, @Nullable String warehouseColumn) {
    }

    /**
     * The open invoices of the offices' administrations.
     *
     * @param on             whether they are read
     * @param every          between two readings
     * @param settledPercent how much of an administration's may be gone at once before a person is asked
     */
    public record OpenInvoices(@DefaultValue("true") boolean on,
            @NotNull @DurationMin(millis = 1) @DefaultValue("15m") Duration every,
            @Min(1) @Max(100) @DefaultValue("50") int settledPercent) {
    }
}
