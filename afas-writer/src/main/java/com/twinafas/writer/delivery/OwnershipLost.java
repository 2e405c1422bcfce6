package com.twinafas.writer.delivery;

/** This writer is no longer the one: whatever it is doing ends here, unrecorded. */
public final class OwnershipLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OwnershipLost() {
        super("This writer is no longer the owner");
    }
}
