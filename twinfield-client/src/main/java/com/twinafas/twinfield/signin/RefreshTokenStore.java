package com.twinafas.twinfield.signin;

/** Keeps the refresh token; Twinfield may give a new one with every access token. */
public interface RefreshTokenStore {

    /** The token to use now. */
    String current();

    /** Twinfield gave a new one; kept before the access token that came with it is used. */
    void renewed(String token);

    /** A store that forgets at the end of the process. */
    static RefreshTokenStore inMemory(String token) {
        return new RefreshTokenStore() {
            private volatile String current = token;

            @Override
            public String current() {
                return current;
            }

            @Override
            public void renewed(String renewed) {
                current = renewed;
            }
        };
    }
}
