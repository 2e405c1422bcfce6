package com.twinafas.simulators.twinfield.books;

import java.util.Map;
import java.util.TreeMap;

/** What was asked of the simulated Twinfield: calls, credits, refusals for too much, calls at once. */
public final class Traffic {

    private final Map<String, Integer> calls = new TreeMap<>();
    private int credits;
    private int tooMany;
    private int atOnce;
    private int highestAtOnce;

    /** A call came in; returns how many are now being worked on. */
    public synchronized int arrived() {
        atOnce++;
        highestAtOnce = Math.max(highestAtOnce, atOnce);
        return atOnce;
    }

    public synchronized void left() {
        atOnce--;
    }

    /** A call was let through. */
    public synchronized void counted(String operation, int cost) {
        calls.merge(operation, 1, Integer::sum);
        credits += cost;
    }

    public synchronized void refusedAsTooMany() {
        tooMany++;
    }

    /** Calls by kind: {@code token}, {@code list offices}, {@code read salesinvoice}, {@code Search DIM}, … */
    public synchronized Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }

    public synchronized int calls(String operation) {
        return calls.getOrDefault(operation, 0);
    }

    /** Credits spent so far. */
    public synchronized int credits() {
        return credits;
    }

    /** How often 429 was answered. */
    public synchronized int tooMany() {
        return tooMany;
    }

    public synchronized int highestAtOnce() {
        return highestAtOnce;
    }
}
