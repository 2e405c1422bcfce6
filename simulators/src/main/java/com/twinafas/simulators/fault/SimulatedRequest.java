package com.twinafas.simulators.fault;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as the simulated system got it.
 *
 * @param uri       path and query, as they came (escaped)
 * @param operation what it is about, in the simulated system's word
 * @param headers   by lower-case name
 * @param body      read as UTF-8
 */
public record SimulatedRequest(String method, String uri, String operation, Map<String, String> headers, String body) {

    /** The path, unescaped. */
    public String path() {
        return URI.create(uri).getPath();
    }

    /** The query as it came, without its question mark; empty when there is none. */
    public String query() {
        int mark = uri.indexOf('?');
        return mark < 0 ? "" : uri.substring(mark + 1);
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
