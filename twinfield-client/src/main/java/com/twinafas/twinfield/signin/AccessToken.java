package com.twinafas.twinfield.signin;

import java.net.URI;
import java.time.Instant;

/** Lets a caller in until it ends; valid on its cluster only. */
public record AccessToken(String value, URI cluster, Instant ends) {

    /** Without the token. */
    @Override
    public String toString() {
        return "AccessToken[cluster=" + cluster + ", ends=" + ends + "]";
    }
}
