package com.twinafas.pipeline.access;

import java.util.Map;

/** A token of each role, to test with. */
public final class TestAccess {

    /** What a request carries in {@code Authorization}. */
    public static final String VIEWER = "Bearer viewer-token-canary-0123456789abcdef";
    /** As {@link #VIEWER}. */
    public static final String OPERATOR = "Bearer operator-token-canary-0123456789abcdef";
    /** As {@link #VIEWER}. */
    public static final String ADMINISTRATOR = "Bearer administrator-token-canary-0123456789abcdef";

    private TestAccess() {
    }

    /** The settings that know them. */
    public static Map<String, String> settings() {
        return Map.of("twinafas.access.tokens[0].name", "vera", "twinafas.access.tokens[0].role", "viewer",
                "twinafas.access.tokens[0].token", token(VIEWER), "twinafas.access.tokens[1].name", "otto",
                "twinafas.access.tokens[1].role", "operator", "twinafas.access.tokens[1].token", token(OPERATOR),
                "twinafas.access.tokens[2].name", "ada", "twinafas.access.tokens[2].role", "administrator",
                "twinafas.access.tokens[2].token", token(ADMINISTRATOR));
    }

    private static String token(String header) {
        return header.substring("Bearer ".length());
    }
}
