package com.twinafas.reader.reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.reader.shelf.Shelf;
import com.twinafas.reader.shelf.Step;
import com.twinafas.reader.statement.Sighting;
import com.twinafas.reader.statement.Statement.Vanished;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/**
 * What a complete list does not have any more. A few at once are believed; many look just like a right that was lost,
 * so they stay as they are until the list has them again or the person who was told discards the message.
 */
final class Disappearances {

    private static final int ALWAYS_BELIEVED = 3;
    private static final String HELD = "held";

    private final Shelf shelf;
    private final String name;
    private final String source;
    private final int percent;

    /**
     * @param name    of the reading
     * @param source  what the list was of, in AFAS's words
     * @param percent how much of all may vanish at once
     */
    Disappearances(Shelf shelf, String name, String source, int percent) {
        this.shelf = shelf;
        this.name = name;
        this.source = source;
        this.percent = percent;
    }

    /** Whether the person who was asked has just said that what is gone is gone. */
    boolean isConfirmed() {
        return isHeld() && !shelf.isOpen(trouble());
    }

    /** Publishes what vanished of so many, if it is believed, and moves the reading to its next position. */
    void publish(List<Vanished> vanished, int of, Instant listedAt, Position next) {
        Step step = new Step(name);
        if (isConfirmed() || believes(vanished.size(), of)) {
            vanished.forEach(one -> step.saw(Sighting.of(one, listedAt)));
            shelf.publish(step.over(trouble()).moveTo(next.with(HELD, null)));
            return;
        }
        if (!isHeld()) {
            step.trouble(trouble(), Cause.of(FailureCode.AFAS_ROWS_VANISHED, Map.of("count",
                    String.valueOf(vanished.size()), "total", String.valueOf(of), "connector", source)));
        }
        shelf.publish(step.moveTo(next.with(HELD, listedAt.toString())));
    }

    private boolean isHeld() {
        return shelf.position(name).entries().containsKey(HELD);
    }

    private boolean believes(int vanished, int of) {
        return vanished <= ALWAYS_BELIEVED || vanished * 100L <= (long) of * percent;
    }

    private String trouble() {
        return name + "/vanished";
    }
}
