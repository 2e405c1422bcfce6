package com.twinafas.afas.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.http.HttpAnswer;

/**
 * The body of an answer that is no success, as far as AFAS wrote one (afas-api §3.8).
 *
 * @param text         {@code externalMessage}; may contain personal data; null when AFAS gave none
 * @param errorNumber  AFAS says it is not fit for interpretation
 * @param logReference {@code profitLogReference}: the customer's administrator finds the error by it
 * @param json         whether there was a JSON object at all: a proxy does not write that
 * @param retryAfter   from the body, however deep it stands, or the header
 */
public record AfasError(@Nullable String text, @Nullable String errorNumber, @Nullable String logReference,
        boolean json, @Nullable Duration retryAfter) {

    /** Never fails: what is not there or not JSON is null. */
    public static AfasError of(HttpAnswer answer) {
        JsonNode body = JsonMapper.shared().missingNode();
        try {
            body = answer.html() || answer.body().isBlank() ? body : JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException notJson) {
            // Then it is not AFAS that wrote it.
        }
        JsonNode wait = body.findValue("retry_after");
        Duration inBody = wait == null || wait.asLong(-1) < 0 ? null : Duration.ofSeconds(wait.asLong());
        return new AfasError(text(body, "externalMessage", ".+"), text(body, "errorNumber", "-?\\d{1,20}"),
                text(body, "profitLogReference", "\\w{1,64}"), body.isObject(),
                inBody == null ? answer.retryAfter() : inBody);
    }

    private static @Nullable String text(JsonNode body, String field, String pattern) {
        String value = body.path(field).asString("").strip();
        return value.replaceAll("\\s+", " ").matches(pattern) ? value : null;
    }

    @Override
    public String toString() {
        return "errorNumber " + errorNumber + ", profitLogReference " + logReference;
    }
}
