package com.twinafas.afas.signin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.http.HttpAnswer;

/** Header {@code AfasToken} with the whole token XML in base64 (afas-api §1.2). */
public final class ClassicSignIn implements SignIn {

    private static final Logger LOG = LoggerFactory.getLogger(ClassicSignIn.class);

    private final String header;

    /** @throws IllegalArgumentException when it is neither the XML nor its base64; the text never names the token */
    public ClassicSignIn(Credentials.ClassicToken classic) {
        header = "AfasToken " + encoded(classic.token().strip());
        LOG.warn("AFAS sign-in uses a classic token. Existing classic tokens expire on 1 May 2027 and AFAS accepts"
                + " none after 31 August 2027: move the app connector to OAuth and set client id and secret.");
    }

    private static String encoded(String token) {
        if (token.startsWith("<token")) {
            return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        }
        try {
            String xml = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (xml.strip().startsWith("<token")) {
                return token;
            }
        } catch (IllegalArgumentException notBase64) {
            // Its text quotes from the token.
        }
        throw new IllegalArgumentException("The classic token must be the XML <token>...</token> or that in base64");
    }

    @Override
    public String authorization() {
        return header;
    }

    @Override
    public boolean ended(String authorization, HttpAnswer answer) {
        return false;
    }

    @Override
    public boolean renews(String authorization) {
        return false;
    }
}
