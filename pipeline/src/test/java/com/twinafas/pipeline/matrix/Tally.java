package com.twinafas.pipeline.matrix;

/**
 * What became of the records of one or many runs.
 *
 * @param runs       seeds that were run
 * @param faults     that really happened
 * @param delivered  records that are there once, in their last state
 * @param settled    intents of which nobody knew the outcome and that were settled by looking
 * @param withPerson records that went to a person, before they were sent again
 * @param lost       records that are not there and of which nobody was told
 * @param doubled    records that are there more than once
 */
public record Tally(long runs, long faults, long delivered, long settled, long withPerson, long lost, long doubled) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(runs + other.runs, faults + other.faults, delivered + other.delivered,
                settled + other.settled, withPerson + other.withPerson, lost + other.lost, doubled + other.doubled);
    }
}
