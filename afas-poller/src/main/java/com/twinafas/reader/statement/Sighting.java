package com.twinafas.reader.statement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A statement as it was read at a moment.
 *
 * @param hash   of its content
 * @param readAt when the reading began: a state that was read earlier never replaces one that was read later
 */
public record Sighting(Statement statement, String hash, Instant readAt) {

    public static Sighting of(Statement statement, Instant readAt) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(statement.content().getBytes(StandardCharsets.UTF_8));
            return new Sighting(statement, HexFormat.of().formatHex(digest), readAt);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    public AfasKey key() {
        return statement.key();
    }

    public boolean isVanished() {
        return statement instanceof Statement.Vanished;
    }
}
