package com.twinafas.simulators.fault;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the simulated system answers. It travels chunked, and compressed when the client accepts that.
 *
 * @param headers besides those of HTTP itself
 * @param body    goes out as UTF-8
 */
public record SimulatedAnswer(int status, Map<String, String> headers, String body) {

    public SimulatedAnswer {
        headers = Map.copyOf(headers);
    }

    /** A UTF-8 text of a content type. */
    public static SimulatedAnswer text(int status, String contentType, String body) {
        return new SimulatedAnswer(status, Map.of("Content-Type", contentType), body);
    }

    public SimulatedAnswer header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new SimulatedAnswer(status, all, body);
    }

    SimulatedAnswer withBody(String other) {
        return new SimulatedAnswer(status, headers, other);
    }
}
