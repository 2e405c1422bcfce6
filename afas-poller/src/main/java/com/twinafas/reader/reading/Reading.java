package com.twinafas.reader.reading;

/** One kind of what AFAS says. A reading publishes as it goes and can be broken off anywhere. */
public interface Reading {

    /** Of its position, and of the trouble with it. */
    String name();

    /**
     * One round: everything, or what has changed.
     *
     * @throws com.twinafas.afas.AfasFailure                when AFAS does not play along
     * @throws com.twinafas.reader.shelf.PublishFailure when what was read cannot be published
     */
    void run();
}
