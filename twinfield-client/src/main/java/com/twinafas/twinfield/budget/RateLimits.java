package com.twinafas.twinfield.budget;

import org.jspecify.annotations.Nullable;

/** Is told what Twinfield says about our limits. */
@FunctionalInterface
public interface RateLimits {

    /**
     * The headers of one answer; either can be missing.
     *
     * @param limit     {@code X-RateLimit-Limit}
     * @param remaining {@code X-RateLimit-Remaining}
     */
    void seen(@Nullable String limit, @Nullable String remaining);
}
