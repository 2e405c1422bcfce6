package com.twinafas.pipeline.tracing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which trace a record belongs to and which span of it comes before, as W3C's header {@code traceparent} says it.
 *
 * @param traceId 32 hexadecimal digits, not all 0
 * @param spanId  16 hexadecimal digits, not all 0
 * @param told    whether whoever wrote it told its span
 */
public record TraceParent(String traceId, String spanId, boolean told) {

    /** Name of the header. */
    public static final String HEADER = "traceparent";

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;

    /** The header of a record; null when there is none, or none that can be understood. */
    public static @Nullable TraceParent of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null
                ? null
                : parse(new String(header.value(), StandardCharsets.ISO_8859_1));
    }

    static @Nullable TraceParent parse(String text) {
        if (text.length() < LENGTH || !isHex(text, 0, 2) || !isHex(text, TRACE_ID, SPAN_ID - 1)
                || !isHex(text, SPAN_ID, FLAGS - 1) || !isHex(text, FLAGS, LENGTH)
                || text.charAt(TRACE_ID - 1) != '-' || text.charAt(SPAN_ID - 1) != '-'
                || text.charAt(FLAGS - 1) != '-') {
            return null;
        }
        // Later versions may say more behind it; ff is no version.
        boolean isWhole = text.length() == LENGTH
                || (!text.startsWith("00") && text.charAt(LENGTH) == '-');
        String trace = text.substring(TRACE_ID, SPAN_ID - 1);
        String span = text.substring(SPAN_ID, FLAGS - 1);
        if (!isWhole || text.startsWith("ff") || isZero(trace) || isZero(span)) {
            return null;
        }
        return new TraceParent(trace, span, (HexFormat.fromHexDigit(text.charAt(LENGTH - 1)) & 1) == 1);
    }

    /** The beginning of a trace that nobody is told of. */
    static TraceParent untold() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        // Neither id is ever all 0.
        return new TraceParent(hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1),
                hex.toHexDigits(random.nextLong() | 1), false);
    }

    /** Writes the header in the place of another one. */
    public void put(Headers headers) {
        headers.remove(HEADER);
        headers.add(HEADER, toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (told ? "-01" : "-00");
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String id) {
        return id.chars().allMatch(digit -> digit == '0');
    }
}
