package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How records that were held up are sent again.
 *
 * @param attempts a record that failed so often is left out of a redrive that does not name it
 */
public record RedriveSettings(@Min(1) @DefaultValue("10") int attempts) {
}
