package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the writer works.
 *
 * @param inDoubt    how long a request that timed out may run on at AFAS before the second look
 * @param lookUp     whether documents can be looked up by our reference; without it an in doubt goes to a person
 * @param attempts   how often a request is sent that AFAS fails at without saying why, before a person is told
 * @param intake     updates in work or queued at once
 * @param lockRetry  how long a journal that is in use is waited for between tries
 * @param probe      how often a line that stopped is probed, at most
 * @param processedStatuses what AFAS calls the status of an order that can no longer be changed; without any, its
 *                          refusal tells
 */
public record WriterSettings(@NotNull @DurationMin(millis = 1) @DefaultValue("15m") Duration inDoubt,
        @DefaultValue("true") boolean lookUp,
        @Min(1) @DefaultValue("3") int attempts,
        @Min(1) @DefaultValue("500") int intake,
        @NotNull @DurationMin(millis = 1) @DefaultValue("5s") Duration lockRetry,
        @NotNull @DurationMin(millis = 1) @DefaultValue("30s") Duration probe,
        @DefaultValue Set<String> processedStatuses) {
}
