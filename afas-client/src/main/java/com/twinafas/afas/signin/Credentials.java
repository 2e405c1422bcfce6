package com.twinafas.afas.signin;

/** What an app connector signs in with. */
public sealed interface Credentials {

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
