package com.twinafas.mapper.value;

/** A value that cannot be worked with. Says what was needed and what kind was found, never the value: it may be personal. */
public final class Unsuitable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String needed;
    private final String found;

    public Unsuitable(String needed, String found) {
        super(needed + " needed, " + found + " found", null, false, false);
        this.needed = needed;
        this.found = found;
    }

    /** What kind of value was needed, for example {@code date}. */
    public String needed() {
        return needed;
    }

    /** What kind of value was found, for example {@code text}. */
    public String found() {
        return found;
    }
}
