package com.twinafas.twinfield.connection;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/**
 * Repeats a call once after a new sign-in when the access token was refused before its end (faults 103 and 354) or is not
 * of this cluster (108).
 */
public final class RenewingTwinfield implements Twinfield {

    private final Twinfield next;

    public RenewingTwinfield(Twinfield next) {
        this.next = next;
    }

    @Override
    public <T> T call(TwinfieldCall<T> call) {
        try {
            return next.call(call);
        } catch (TwinfieldFailure e) {
            if (!e.asksForNewSignIn()) {
                throw e;
            }
            return next.call(call);
        }
    }
}
