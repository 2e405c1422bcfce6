package com.twinafas.afas.signin;

import org.jspecify.annotations.Nullable;

/** What an app connector signs in with. */
public sealed interface Credentials {

    /**
     * Of what is configured: client id and secret, or the classic token.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Credentials of(@Nullable String clientId, @Nullable String clientSecret, @Nullable String token) {
        if (token != null) {
            return new ClassicToken(token);
        }
        if (clientId == null || clientSecret == null) {
            throw new IllegalArgumentException("Client id and secret are needed, or a token");
        }
        return new OAuth(clientId, clientSecret);
    }

    /** OAuth client credentials, the default. */
    record OAuth(String clientId, String clientSecret) implements Credentials {
        @Override
        public String toString() {
            return "OAuth client";
        }
    }

    /** The classic token: the XML as AFAS shows it, or that in base64. */
    record ClassicToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "classic token";
        }
    }
}
