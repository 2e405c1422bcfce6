package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How the tenant's topics are made; addresses and security stand under {@code spring.kafka}.
 *
 * @param replicationFactor of topics that are created; null leaves it to the broker
 */
public record KafkaSettings(@Nullable @Min(1) Short replicationFactor) {
}
