package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often each kind is polled.
 *
 * @param overlap how far back each reading of changes goes beyond the last one
 */
public record PollerSettings(@NotNull @DefaultValue("30s") Duration customers,
        @NotNull @DefaultValue("10m") Duration articles, @NotNull @DefaultValue("30s") Duration invoices,
        @NotNull @DefaultValue("60s") Duration transactions, @NotNull @DefaultValue("1h") Duration reference,
        @NotNull @DefaultValue("24h") Duration completeList, @NotNull @DefaultValue("5m") Duration overlap) {
}
