package com.twinafas.writer.matrix;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Only the n-th of those that are asked about. */
final class Nth<T> implements Predicate<T> {

    private final Predicate<T> like;
    private final AtomicInteger left;

    Nth(int nth) {
        this(anything -> true, nth);
    }

    /** @param like the others are not counted */
    Nth(Predicate<T> like, int nth) {
        this.like = like;
        this.left = new AtomicInteger(nth);
    }

    @Override
    public boolean test(T one) {
        return like.test(one) && left.decrementAndGet() == 0;
    }
}
