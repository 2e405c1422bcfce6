package com.twinafas.twinfield.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Twinfield for one organisation (twinfield-api §1, §6).
 *
 * @param loginUrl         of the identity server
 * @param clusterUrl       when set, used instead of the cluster the identity server names
 * @param creditsPerMinute share of the organisation's credits
 * @param concurrency      calls at once
 * @param timeout          for one call, its answer included
 * @param answerLimit      bytes of an answer, after decompression
 */
public record TwinfieldConfig(URI loginUrl, @Nullable URI clusterUrl, String clientId, String clientSecret,
        int creditsPerMinute, int concurrency, Duration timeout, int answerLimit) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "TwinfieldConfig[loginUrl=" + loginUrl + ", clusterUrl=" + clusterUrl + ", clientId=" + clientId + "]";
    }
}
