package com.twinafas.afas.failure;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.http.HttpAnswer;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/**
 * Decides which failure an answer without success is; the only place that looks at a status (afas-api §3.8).
 * <p>
 * A write is in doubt unless the answer proves that it was not carried out: AFAS's own refusal (one body is one
 * transaction), any status below 500 but 408, or maintenance in its own words. An HTML page with 400 or 403 comes from the proxy before AFAS
 * and passes (afas-api §4).
 */
public final class Failures {

    private static final DateTimeFormatter AFAS_DATE = DateTimeFormatter.ofPattern("d-M-yyyy");

    private final String message;
    private final String connector;
    private final @Nullable AfasRequest request;
    private final HttpAnswer answer;
    private final AfasError error;

    private Failures(String call, String connector, @Nullable AfasRequest request, HttpAnswer answer) {
        this.connector = connector;
        this.request = request;
        this.answer = answer;
        this.error = AfasError.of(answer);
        this.message = call + ": " + answer + ", " + error;
    }

    /** The failure of a read; never in doubt. */
    public static AfasFailure ofRead(String name, HttpAnswer answer) {
        return new Failures("GET " + name, name, null, answer).failure();
    }

    public static AfasFailure ofWrite(AfasRequest request, HttpAnswer answer) {
        return new Failures(request.method() + " " + request.connector(), request.connector(), request, answer)
                .failure();
    }

    private AfasFailure failure() {
        int status = answer.status();
        String text = error.text();
        boolean proxy = answer.html() && (status == 400 || status == 403);
        boolean maintenance = status == 503 && (error.json() || error.retryAfter() != null);
        if (proxy || maintenance) {
            return unavailable();
        }
        if (status == 429) {
            return new AfasFailure.Throttled(message, error.retryAfter());
        }
        if (status == 401 || status == 403) {
            boolean notGranted = text != null && FailureTable.find(text).meaning() == Meaning.NOT_GRANTED;
            return notGranted
                    ? new AfasFailure.ContractBroken(connector, message)
                    : new AfasFailure.Unauthorized(message);
        }
        return text == null ? byStatus(status) : said(text);
    }

    private AfasFailure byStatus(int status) {
        return switch (status) {
            case 404, 405, 410 -> new AfasFailure.ContractBroken(connector, message);
            case 413 -> refused(Cause.of(FailureCode.RECORD_TOO_LARGE, "limit", "75 MB"));
            // The proxy gave up waiting; AFAS may still be at it.
            case 408 -> inDoubt();
            default -> {
                if (status >= 500) {
                    yield inDoubt();
                }
                String reason = connector + ": AFAS answered " + status;
                yield status >= 400
                        ? refused(Cause.of(FailureCode.UNEXPECTED, "reason", reason))
                        : new AfasFailure.ContractBroken(connector, message);
            }
        };
    }

    private AfasFailure said(String text) {
        FailureTable.Finding finding = FailureTable.find(text);
        String named = finding.named();
        return switch (finding.meaning()) {
            case REFUSED -> refused(said(FailureCode.AFAS_REFUSED, text));
            case NUMBER_TAKEN -> refused(named(FailureCode.NUMBER_TAKEN, "number", named, text,
                    connector.startsWith("KnSalesRelation") ? "DbId" : "OrNu", "InId"));
            case ORDER_PROCESSED -> refused(named(FailureCode.ORDER_PROCESSED, "number", named, text, "OrNu"));
            case ITEM_MISSING -> refused(named(FailureCode.ITEM_MISSING, "item", named, text, "ItCd"));
            case DEBTOR_MISSING -> refused(named(FailureCode.DEBTOR_MISSING, "debtor", named, text, "DbId"));
            case PERIOD_BLOCKED ->
                refused(named(FailureCode.PERIOD_BLOCKED, "date", date(named), text, "EnDa", "OrDa"));
            case ALLOCATION_MISSING -> refused(allocation(Objects.requireNonNull(named)));
            case LOCKED -> new AfasFailure.Locked(named == null ? connector : named, message);
            case TIMED_OUT, TOO_LARGE, UNEXPECTED -> inDoubt();
            case NOT_GRANTED, CONNECTOR_BLOCKED -> new AfasFailure.ContractBroken(connector, message);
            case FIELD_UNKNOWN -> new AfasFailure.ContractBroken(connector + "." + named, message);
        };
    }

    private AfasFailure refused(Cause cause) {
        return new AfasFailure.Refused(cause, message, error.logReference());
    }

    private AfasFailure unavailable() {
        Duration wait = error.retryAfter();
        return new AfasFailure.Unavailable(message, wait, null);
    }

    /** Of a write; a read changed nothing, so it is only unavailable. */
    private AfasFailure inDoubt() {
        return request == null ? unavailable() : new AfasFailure.InDoubt(connector, message, null);
    }

    private Cause said(FailureCode code, String text) {
        return Cause.of(code, "reason", request == null ? Reason.of(text) : Reason.of(text, request));
    }

    /**
     * The cause with what the text names, or else with the only value we sent in one of the fields; when neither says
     * it, AFAS's own sentence.
     */
    private Cause named(FailureCode code, String parameter, @Nullable String named, String text, String... fields) {
        if (named != null) {
            return Cause.of(code, parameter, named);
        }
        for (String field : fields) {
            Set<String> sent = new TreeSet<>();
            if (request != null) {
                collect(field, request.element(), sent);
            }
            if (sent.size() == 1) {
                return Cause.of(code, parameter, sent.iterator().next());
            }
        }
        return said(FailureCode.AFAS_REFUSED, text);
    }

    /** {@code Cost center/8074}: axis and account. */
    private static Cause allocation(String named) {
        int slash = named.lastIndexOf('/');
        return Cause.of(FailureCode.ALLOCATION_MISSING,
                Map.of("axis", named.substring(0, slash), "account", named.substring(slash + 1)));
    }

    private static void collect(String field, AfasElement element, Set<String> found) {
        FieldValue value = element.field(field);
        switch (value) {
            case FieldValue.Text(String text) when !text.isEmpty() -> found.add(text);
            case FieldValue.Date(LocalDate date) -> found.add(date.toString());
            case FieldValue.Amount(var amount) -> found.add(amount.toPlainString());
            case null, default -> {
                // Nothing was sent.
            }
        }
        element.objects().values().forEach(elements -> elements.forEach(nested -> collect(field, nested, found)));
    }

    /** {@code 1-11-2024} as {@code 2024-11-01}; a period ({@code 8/2024}) as {@code 2024/08}. */
    private static @Nullable String date(@Nullable String named) {
        if (named == null) {
            return null;
        }
        if (named.matches("\\d{1,2}/\\d{4}")) {
            String[] parts = named.split("/", -1);
            return parts[1] + "/" + (parts[0].length() == 1 ? "0" : "") + parts[0];
        }
        try {
            return Objects.toString(LocalDate.parse(named, AFAS_DATE));
        } catch (DateTimeParseException otherNotation) {
            return named;
        }
    }
}
