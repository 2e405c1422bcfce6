package com.twinafas.afas.http;

import org.jspecify.annotations.Nullable;

/**
 * One call to AFAS.
 *
 * @param kind        whether it can change anything
 * @param name        what metrics and messages call it: the connector's id, {@code metainfo}, ...
 * @param address     path and query behind the base address, encoded
 * @param contentType of the body; null without body
 */
public record HttpCall(Kind kind, String method, String name, String address, @Nullable String contentType,
        @Nullable String body) {

    /** What a call does at AFAS. */
    public enum Kind {
        /** Reads rows: at most one at once for a GetConnector (afas-api §4). */
        ROWS,
        /** Reads something else. */
        READ,
        /** Changes something. */
        WRITE
    }

    /** A page of a GetConnector. */
    public static HttpCall rows(String connector, String query) {
        return new HttpCall(Kind.ROWS, "GET", connector, "/connectors/" + connector + "?" + query, null, null);
    }

    public static HttpCall get(String name, String address) {
        return new HttpCall(Kind.READ, "GET", name, address, null, null);
    }

    /** A form that asks for something and changes nothing. */
    public static HttpCall form(String name, String address, String body) {
        return new HttpCall(Kind.READ, "POST", name, address, "application/x-www-form-urlencoded", body);
    }

    /** An UpdateConnector request. */
    public static HttpCall write(String method, String connector, String body) {
        return new HttpCall(Kind.WRITE, method, connector, "/connectors/" + connector,
                "application/json; charset=utf-8", body);
    }

    /** Without address and body: they may hold personal data. */
    @Override
    public String toString() {
        return method + " " + name;
    }
}
