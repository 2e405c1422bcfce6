package com.twinafas.pipeline.replay;

import java.time.Instant;
import java.util.Locale;

/**
 * A cause of dead letters that seems to be over: what it holds up can be sent again.
 *
 * @param cause the cause in its stage, for example {@code ITEM_MISSING{item=D012}@write}
 */
public record Offer(String cause, Because because, Instant at) {

    /** What has changed. */
    public enum Because {
        /** By the settings in force its first record can be mapped. */
        SETTINGS,
        /** AFAS has the article by now. */
        ITEM;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
