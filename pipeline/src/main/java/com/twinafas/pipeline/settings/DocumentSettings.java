package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who decides on the tenant's settings document.
 *
 * @param authority {@code topic}: the file is imported when it changed, and the document can be edited by API and
 *                  command; {@code file}: what the file says holds, and edits elsewhere are refused
 */
public record DocumentSettings(@NotNull @DefaultValue("topic") Authority authority) {

    /** What has the last word. */
    public enum Authority {
        TOPIC,
        FILE
    }
}
