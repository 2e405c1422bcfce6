package com.twinafas.afas.connection;

import com.twinafas.afas.signin.Credentials;

/** A classic token that no environment gave out. */
final class TokenFixture {

    static final Credentials CLASSIC = new Credentials.ClassicToken(
            "<token><version>1</version><data>" + "0".repeat(64) + "</data></token>");

    private TokenFixture() {
    }
}
