package com.twinafas.simulators.twinfield.browse;

/** Columns were asked in a way that Twinfield answers with a server error and a reference code (twinfield-api §7). */
public final class BrowseFault extends Exception {

    private static final long serialVersionUID = 1L;

    BrowseFault(String why) {
        super(why, null, false, false);
    }
}
