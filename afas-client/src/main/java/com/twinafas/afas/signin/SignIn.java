package com.twinafas.afas.signin;

import com.twinafas.afas.http.HttpAnswer;

/** Gives the {@code Authorization} header of a call. */
public interface SignIn {

    /** @throws com.twinafas.afas.AfasFailure when AFAS does not let us in; nothing else was sent then */
    String authorization();

    /**
     * Whether the answer says that the token of this header ended; the next {@link #authorization()} is then another.
     */
    boolean ended(String authorization, HttpAnswer answer);

    /**
     * Gives up the token of this header, which AFAS may have ended without saying so.
     *
     * @return whether the next {@link #authorization()} is another
     */
    boolean renews(String authorization);
}
