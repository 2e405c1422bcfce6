package com.twinafas.writer.delivery;

import java.time.Instant;

/** An update that must be taken up again later and meanwhile holds up nothing but its own keys. */
public final class Waiting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Instant until;
    private final Holding holding;

    /** Which keys it goes on holding. */
    public enum Holding {
        /** All of them: what is under way may concern its customer or journal. */
        ALL,
        /** Its record's own: customer and journal are not what it waits for. */
        RECORD
    }

    public Waiting(Instant until, Holding holding) {
        super("Waits until " + until);
        this.until = until;
        this.holding = holding;
    }

    public Instant until() {
        return until;
    }

    public Holding holding() {
        return holding;
    }
}
