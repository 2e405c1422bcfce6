package com.twinafas.schemas.failure;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why something cannot go on. Two failures with the same code and parameters are one cause: one message, one fix.
 *
 * @param parameters what the sentence names: codes and numbers, never personal data
 */
public record Cause(FailureCode code, SortedMap<String, String> parameters) {

    public Cause {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    public static Cause of(FailureCode code) {
        return new Cause(code, new TreeMap<>());
    }

    public static Cause of(FailureCode code, String parameter, String value) {
        return new Cause(code, new TreeMap<>(Map.of(parameter, value)));
    }

    public static Cause of(FailureCode code, Map<String, String> parameters) {
        return new Cause(code, new TreeMap<>(parameters));
    }

    /** As it was kept. A code that only a newer version knows is {@link FailureCode#UNEXPECTED}, with it as reason. */
    public static Cause kept(String code, Map<String, String> parameters) {
        return Arrays.stream(FailureCode.values()).filter(known -> known.name().equals(code)).findFirst()
                .map(known -> of(known, parameters)).orElseGet(() -> of(FailureCode.UNEXPECTED, "reason", code));
    }

    /** The same for all failures of this cause, for example {@code ITEM_MISSING{item=D012}}. */
    public String key() {
        return code.name() + parameters;
    }
}
