package com.twinafas.simulators.twinfield.soap;

/**
 * Credits for any 60 seconds and calls at once (twinfield-api §6).
 *
 * @param address       credits of an IP address
 * @param client        credits of a client id
 * @param organisation  credits of a client id in an organisation
 * @param atOnce        calls at once of a client id in an organisation
 */
public record Limits(int address, int client, int organisation, int atOnce) {

    /** Of a client id with the paid certification. */
    public static Limits certified() {
        return new Limits(1000, 1000, 500, 10);
    }

    /** Of a client id without it. */
    public static Limits uncertified() {
        return new Limits(1000, 50, 25, 10);
    }

    /** Everything is counted, nothing refused. */
    public static Limits none() {
        return new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
