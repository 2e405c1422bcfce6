package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.Min;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

import com.twinafas.schemas.failure.FailureCode;

/**
 * How records that were held up are sent again.
 *
 * @param attempts  a record that failed so often is left out of a redrive that does not name it
 * @param automatic causes whose records are sent again by themselves when what they lacked appears; the others are offered
 */
public record RedriveSettings(@Min(1) @DefaultValue("10") int attempts,
        @DefaultValue Set<FailureCode> automatic) {
}
