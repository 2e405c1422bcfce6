package com.twinafas.twinfield.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.http.Http;

/**
 * Gets access tokens for the refresh token. A token is kept with its cluster and renewed a while before it ends; many
 * callers share one renewal.
 */
public final class SignIn {

    private static final String CONNECT = "/auth/authentication/connect/";
    private static final Duration BEFORE_END = Duration.ofMinutes(2);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Http http;
    private final WebClient web;
    private final TwinfieldConfig config;
    private final RefreshTokenStore refreshTokens;
    private final InstantSource clock;
    private final ReentrantLock renewal = new ReentrantLock();
    private volatile @Nullable AccessToken token;
    private volatile @Nullable URI lastCluster;

    public SignIn(Http http, TwinfieldConfig config, RefreshTokenStore refreshTokens, InstantSource clock) {
        this.http = http;
        this.web = http.client(config.loginUrl());
        this.config = config;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    /**
     * A token that does not end soon.
     *
     * @throws TwinfieldFailure.Unauthorized when refresh token or client are not accepted: a person must give consent
     */
    public AccessToken current() {
        AccessToken known = token;
        return known != null && clock.instant().isBefore(known.ends().minus(BEFORE_END)) ? known : renewed(known);
    }

    /**
     * Twinfield refused the token although it had not ended: the next caller gets another.
     *
     * @param cluster whether it was the token's cluster that was wrong; only one that is named anew is used then
     */
    public void rejected(AccessToken refused, boolean cluster) {
        renewal.lock();
        try {
            if (refused.equals(token)) {
                token = null;
                lastCluster = cluster ? null : lastCluster;
            }
        } finally {
            renewal.unlock();
        }
    }

    private AccessToken renewed(@Nullable AccessToken old) {
        renewal.lock();
        try {
            AccessToken known = token;
            if (known != null && !known.equals(old)) {
                return known;
            }
            AccessToken fresh = request();
            token = fresh;
            return fresh;
        } finally {
            renewal.unlock();
        }
    }

    private AccessToken request() {
        String used = refreshTokens.current();
        Instant asked = clock.instant();
        Http.Answer answer = http.exchange(web.post().uri(CONNECT + "token")
                .headers(headers -> headers.setBasicAuth(config.clientId(), config.clientSecret(),
                        StandardCharsets.UTF_8))
                .accept(MediaType.APPLICATION_JSON)
                .body(BodyInserters.fromFormData("grant_type", "refresh_token").with("refresh_token", used)));
        JsonNode json = json(answer, "token");
        String value = text(json, "access_token");
        if (value == null) {
            throw new TwinfieldFailure.Malformed("the identity server gave no access token");
        }
        String newRefreshToken = text(json, "refresh_token");
        if (newRefreshToken != null && !newRefreshToken.equals(used)) {
            refreshTokens.renewed(newRefreshToken);
        }
        return new AccessToken(value, cluster(value), asked.plus(life(json)));
    }

    /** Sometimes the cluster is not named (twinfield-api §1); it rarely changes. */
    private URI cluster(String accessToken) {
        URI fixed = config.clusterUrl();
        if (fixed != null) {
            return fixed;
        }
        Http.Answer answer = http.exchange(web.get().uri(
                uri -> uri.path(CONNECT + "accesstokenvalidation").queryParam("token", "{token}").build(accessToken))
                .accept(MediaType.APPLICATION_JSON));
        String url = text(json(answer, "validation"), "twf.clusterUrl");
        URI cluster = url == null ? lastCluster : URI.create(url);
        if (cluster == null) {
            throw new TwinfieldFailure.Malformed("the identity server named no cluster");
        }
        lastCluster = cluster;
        return cluster;
    }

    private static JsonNode json(Http.Answer answer, String what) {
        if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
            throw new TwinfieldFailure.Unauthorized("The identity server refuses the " + what + " request with status "
                    + answer.status() + " " + error(answer), false);
        }
        answer.requireOk("the identity server");
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            // The parser's message quotes the text, which holds tokens.
            throw new TwinfieldFailure.Malformed("the identity server's answer is no JSON");
        }
    }

    /** OAuth's own error code, if it looks like one. */
    private static String error(Http.Answer answer) {
        try {
            String code = text(JSON.readTree(answer.body()), "error");
            return code != null && code.matches("[a-z_]{1,40}") ? code : "";
        } catch (JacksonException e) {
            return "";
        }
    }

    private static Duration life(JsonNode json) {
        String seconds = text(json, "expires_in");
        try {
            return seconds == null ? USUAL_LIFE : Duration.ofSeconds(Long.parseLong(seconds));
        } catch (NumberFormatException e) {
            throw new TwinfieldFailure.Malformed("expires_in is no number");
        }
    }

    /** Numbers come as numbers or as strings (twinfield-api §1). */
    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() || value.asString().isEmpty() ? null : value.asString();
    }
}
