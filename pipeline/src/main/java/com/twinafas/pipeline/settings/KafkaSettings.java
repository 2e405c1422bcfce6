package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the tenant's topics are made; addresses and security stand under {@code spring.kafka}.
 *
 * @param replicationFactor of topics that are created; null leaves it to the broker
 * @param retention         how long topics keep their records, where that is to be another time than by default
 */
public record KafkaSettings(@Nullable @Min(1) Short replicationFactor, @DefaultValue List<@Valid Row> retention) {

    /**
     * One topic.
     *
     * @param topic its name after the tenant's, for example {@code activity}; not one that keeps the last of each key
     * @param keep  how long, a day at least: what waits there for AFAS is not to go first
     */
    public record Row(@NotBlank String topic, @NotNull @DurationMin(days = 1) Duration keep) {
    }
}
