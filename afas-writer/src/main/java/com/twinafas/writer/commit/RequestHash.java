package com.twinafas.writer.commit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.twinafas.afas.AfasRequest;

/** What activity tells of a request's body: two requests with the same hash say the same, and nothing can be read. */
public final class RequestHash {

    private RequestHash() {
    }

    /** SHA-256 in hexadecimal of connector, method, fields and objects in their order. */
    public static String of(AfasRequest request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(request.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
