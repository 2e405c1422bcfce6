package com.twinafas.afas.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came back, complete.
 *
 * @param headers the first value of each; names compare without case
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

    public HttpAnswer {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Whether a proxy answered with a page for people instead of AFAS with JSON. */
    public boolean html() {
        String type = headers.getOrDefault("Content-Type", "").toLowerCase(Locale.ROOT);
        String start = body.stripLeading().toLowerCase(Locale.ROOT);
        return type.contains("text/html") || start.startsWith("<!doctype") || start.startsWith("<html");
    }

    /** Header {@code Retry-After} in seconds; null when it is absent or no number. */
    public @Nullable Duration retryAfter() {
        String value = header("Retry-After");
        return value != null && value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    /** Without the body: it may hold personal data. */
    @Override
    public String toString() {
        return "status " + status;
    }
}
