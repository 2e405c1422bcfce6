package com.twinafas.poller.scan;

import com.twinafas.schemas.key.RecordKind;

/** One kind of one office. A scan publishes as it goes and can be broken off anywhere. */
public interface Scan {

    /** Of what is found. */
    RecordKind kind();

    /**
     * One round: the first load until it is complete, then what has changed.
     *
     * @throws com.twinafas.twinfield.failure.TwinfieldFailure when Twinfield does not play along; the next round goes on
     */
    void run();
}
