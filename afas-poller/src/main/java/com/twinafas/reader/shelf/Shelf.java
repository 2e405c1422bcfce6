package com.twinafas.reader.shelf;

import java.util.Map;
import java.util.function.BiPredicate;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.reader.statement.AfasKey;

/** Where everything that was read back is kept. Safe for many readings at once. */
public interface Shelf {

    /** What is there of a kind of thing, by the last that was published, as far as it is in the scope. */
    <K extends AfasKey> Map<K, Known> present(Class<K> kind, BiPredicate<K, Known> scope);

    /** How much of it there is. */
    <K extends AfasKey> int countPresent(Class<K> kind, BiPredicate<K, Known> scope);

    /** Where a reading stands; {@link Position#START} when it never ran. */
    Position position(String name);

    /** Whether a trouble is open: a person was told of it, and neither is it over nor did the person discard it. */
    boolean isOpen(String trouble);

    /**
     * Publishes what is new in the step, with its troubles and its position, all at once.
     *
     * @throws PublishFailure when that is not possible now
     */
    void publish(Step step);
}
