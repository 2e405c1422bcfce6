package com.twinafas.writer.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;

/**
 * What is written into the ledger at once. A delivery that reached AFAS closes the record's open dead letter, unless
 * that is about a newer state.
 *
 * @param conclusion null while the update goes on
 */
public record Entry(List<Delivery> deliveries, List<Step> steps, @Nullable Conclusion conclusion) {

    public Entry {
        deliveries = List.copyOf(deliveries);
        steps = List.copyOf(steps);
    }

    /**
     * The writer is done with an update.
     *
     * @param cause why a person must act; null when nobody has to
     */
    public record Conclusion(Update update, @Nullable Cause cause) {
    }

    /** The update is behind what AFAS has. */
    public static Entry superseded(Update update, Delivery delivery, Instant at) {
        return concluding(update, delivery.superseded(at), Step.of(update.key(), "superseded", update.version()), null);
    }

    /** AFAS has what the update says. */
    public static Entry unchanged(Update update, Delivery delivery, Instant at) {
        return concluding(update, delivery.unchanged(update.version(), at),
                Step.of(update.key(), "unchanged", update.version()), null);
    }

    /**
     * AFAS has it now.
     *
     * @param sent what tells of the request that did it
     */
    public static Entry delivered(Update update, Delivery delivery, List<Step> sent) {
        List<Step> steps = new ArrayList<>(sent);
        steps.add(Step.of(update.key(), "delivered", update.version(), delivery.keys()));
        return new Entry(List.of(delivery), steps, new Conclusion(update, null));
    }

    /** Steps on the way. */
    public static Entry of(Delivery delivery, Step... steps) {
        return new Entry(List.of(delivery), List.of(steps), null);
    }

    /** The last step of an update. */
    public static Entry concluding(Update update, Delivery delivery, Step step, @Nullable Cause cause) {
        return new Entry(List.of(delivery), List.of(step), new Conclusion(update, cause));
    }
}
