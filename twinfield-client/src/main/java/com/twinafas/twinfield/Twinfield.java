package com.twinafas.twinfield;

import com.twinafas.twinfield.call.TwinfieldCall;

/**
 * Twinfield's web services. One plain implementation speaks HTTP; budget, metrics, renewal of the access token and
 * retries are decorators around it.
 */
public interface Twinfield {

    /**
     * Makes the call and waits for its answer.
     *
     * @throws com.twinafas.twinfield.failure.TwinfieldFailure in the form that says what to do about it
     */
    <T> T call(TwinfieldCall<T> call);
}
