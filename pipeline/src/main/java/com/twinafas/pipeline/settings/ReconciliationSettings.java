package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.ZoneId;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When what Twinfield and AFAS have is held against each other.
 *
 * @param nightly whether that is done every night; it can be asked for at any time
 * @param at      when in the night, such as 03:00
 * @param zone    whose clock it is
 * @param periods of each office: the current month and those before it
 * @param grace   what changed so short a time ago may be on its way
 */
public record ReconciliationSettings(@DefaultValue("true") boolean nightly,
        @NotNull @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d", message = "must be a time, such as 03:00") @DefaultValue("03:00") String at,
        @NotNull @DefaultValue("Europe/Amsterdam") ZoneId zone, @Min(1) @Max(12) @DefaultValue("2") int periods,
        @NotNull @DurationMin @DefaultValue("1h") Duration grace) {
}
