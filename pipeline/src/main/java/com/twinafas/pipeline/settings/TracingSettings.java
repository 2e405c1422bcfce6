package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told what happens to records, as traces.
 *
 * @param otlpEndpoint receiver that speaks OTLP over HTTP, such as http://collector:4318; without a path /v1/traces is
 *                     added. Without it nobody is told
 * @param sampling     part of the records that is told of, from 0 to 1
 */
public record TracingSettings(@Nullable URI otlpEndpoint,
        @DecimalMin("0") @DecimalMax("1") @DefaultValue("1") double sampling) {
}
