package com.twinafas.simulators.twinfield.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.twinafas.simulators.twinfield.books.TwinfieldBooks;

/** Access and refresh tokens of the one user. Access tokens end with the process. */
public final class Tokens {

    /** The refresh token that a person's consent gave; valid until another takes its place. */
    public static final String FIRST_REFRESH_TOKEN = "simulated-refresh-token-1";

    private final Map<String, Instant> accessTokens = new HashMap<>();
    private final TwinfieldBooks books;
    private final Duration life;
    private final boolean rotating;
    private String refreshToken;
    private String offered = "";

    public Tokens(TwinfieldBooks books, Duration life, boolean rotating) {
        this.books = books;
        this.life = life;
        this.rotating = rotating;
        this.refreshToken = books.refreshToken(FIRST_REFRESH_TOKEN);
    }

    /** What a refresh gives. */
    public record Grant(String accessToken, String refreshToken, Duration life) {
    }

    /** New tokens for a refresh token; empty when it is not, or no longer, valid. */
    public synchronized Optional<Grant> refresh(String token) {
        if (token.equals(offered) && !offered.isEmpty()) {
            refreshToken = offered;
            offered = "";
            books.keepRefreshToken(refreshToken);
        }
        if (!token.equals(refreshToken)) {
            return Optional.empty();
        }
        if (rotating) {
            offered = "simulated-refresh-token-" + UUID.randomUUID();
        }
        String access = UUID.randomUUID().toString().replace("-", "");
        accessTokens.put(access, books.now().plus(life));
        return Optional.of(new Grant(access, rotating ? offered : refreshToken, life));
    }

    /** When a token ends; empty when it has ended or never was. */
    public synchronized Optional<Instant> ends(String accessToken) {
        return Optional.ofNullable(accessTokens.get(accessToken)).filter(end -> end.isAfter(books.now()));
    }

    /** Ends all access tokens now. */
    public synchronized void endAll() {
        accessTokens.clear();
    }

    /** The refresh token that works now. */
    public synchronized String refreshToken() {
        return refreshToken;
    }
}
