package com.twinafas.afas.signin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.failure.Failures;
import com.twinafas.afas.http.HttpAnswer;
import com.twinafas.afas.http.HttpCall;
import com.twinafas.afas.http.Transport;

/**
 * OAuth client credentials at {@code oauth/token} (afas-api §1.2). The token is used by all calls until shortly before
 * it ends; one thread fetches the next while the others wait for it.
 */
public final class OAuthSignIn implements SignIn {

    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final Duration UNTOLD_LIFE = Duration.ofMinutes(5);

    private final Credentials.OAuth client;
    private final Transport transport;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Token token;

    public OAuthSignIn(Credentials.OAuth client, Transport transport, InstantSource clock) {
        this.client = client;
        this.transport = transport;
        this.clock = clock;
    }

    private record Token(String header, Instant renewAt) {
    }

    @Override
    public String authorization() {
        Token known = token;
        if (known != null && clock.instant().isBefore(known.renewAt())) {
            return known.header();
        }
        fetching.lock();
        try {
            Token meanwhile = token;
            if (meanwhile == null || !clock.instant().isBefore(meanwhile.renewAt())) {
                meanwhile = fetch();
                token = meanwhile;
            }
            return meanwhile.header();
        } finally {
            fetching.unlock();
        }
    }

    @Override
    public boolean ended(String authorization, HttpAnswer answer) {
        String challenge = answer.headers().getOrDefault("WWW-Authenticate", "").toLowerCase(Locale.ROOT);
        if (answer.status() != 401 || !challenge.startsWith("bearer") || !challenge.contains("invalid_token")) {
            return false;
        }
        return renews(authorization);
    }

    @Override
    public boolean renews(String authorization) {
        fetching.lock();
        try {
            Token known = token;
            if (known != null && known.header().equals(authorization)) {
                token = null;
            }
        } finally {
            fetching.unlock();
        }
        return true;
    }

    private Token fetch() {
        HttpCall call = HttpCall.form("oauth/token", "/oauth/token", "grant_type=client_credentials&client_id="
                + encoded(client.clientId()) + "&client_secret=" + encoded(client.clientSecret()));
        Instant asked = clock.instant();
        HttpAnswer answer = transport.send(call, null);
        if (!answer.successful()) {
            boolean ourClient = (answer.status() == 400 || answer.status() == 401) && !answer.html();
            throw ourClient
                    ? new AfasFailure.Unauthorized(call + ": " + answer + " " + error(answer))
                    : Failures.ofRead(call.name(), answer);
        }
        JsonNode body = read(answer);
        String access = body.path("access_token").asString("");
        if (access.isEmpty()) {
            throw new AfasFailure.ContractBroken(call.name(), call + ": no access_token in the answer");
        }
        long seconds = body.path("expires_in").asLong(UNTOLD_LIFE.toSeconds());
        Duration life = Duration.ofSeconds(seconds);
        // A short-lived token is renewed at half its life.
        Duration use = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2);
        return new Token("Bearer " + access, asked.plus(use));
    }

    private static JsonNode read(HttpAnswer answer) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException unreadable) {
            // Not passed on as the reason: its text may quote the token.
            throw new AfasFailure.Unavailable("POST oauth/token: the answer cannot be read", null, null);
        }
    }

    /** The error code of the answer, for example {@code invalid_client}; nothing else of it. */
    private static String error(HttpAnswer answer) {
        try {
            String code = JsonMapper.shared().readTree(answer.body()).path("error").asString("");
            return code.matches("[a-z_]{1,40}") ? code : "";
        } catch (JacksonException unreadable) {
            return "";
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
