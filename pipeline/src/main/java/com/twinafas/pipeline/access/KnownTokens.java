package com.twinafas.pipeline.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.AccessSettings;

/** The tokens of the configuration and of this machine. Only their hashes are kept, and compared in constant time. */
final class KnownTokens {

    private final List<Known> known = new ArrayList<>();

    private record Known(String hash, Caller caller) {
    }

    KnownTokens(List<AccessSettings.Token> tokens, @Nullable LocalToken local) {
        tokens.forEach(token -> known.add(new Known(hash(token.token()), new Caller(token.name(), token.role()))));
        if (local != null) {
            known.add(new Known(hash(local.value()),
                    new Caller(AccessSettings.LOCAL, AccessSettings.Role.ADMINISTRATOR)));
        }
    }

    Optional<Caller> caller(String token) {
        byte[] hash = bytes(hash(token));
        return known.stream().filter(one -> MessageDigest.isEqual(bytes(one.hash()), hash)).map(Known::caller)
                .findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(token)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
