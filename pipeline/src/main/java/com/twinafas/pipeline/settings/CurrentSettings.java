package com.twinafas.pipeline.settings;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The settings in force: those of the latest version of the tenant's document that is valid. Whoever works by them asks
 * at each piece of work, and keeps none longer than that.
 */
public final class CurrentSettings implements Supplier<Settings> {

    private static final long GLANCE_MILLIS = 50;

    private final CountDownLatch known = new CountDownLatch(1);
    private volatile Settings settings;

    /** @param configured what the process was started with; not in force before a version of the document is known */
    public CurrentSettings(Settings configured) {
        this.settings = configured;
    }

    /** Settings that never change. */
    public static CurrentSettings fixed(Settings settings) {
        CurrentSettings fixed = new CurrentSettings(settings);
        fixed.become(settings);
        return fixed;
    }

    @Override
    public Settings get() {
        return settings;
    }

    /** Whether a version of the document is in force. */
    public boolean isKnown() {
        return known.getCount() == 0;
    }

    /**
     * Waits until a version of the document is in force: nobody works by settings that may not be.
     *
     * @return false when it was stopped before
     */
    public boolean await(BooleanSupplier stopped) {
        try {
            while (!known.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From now on these are in force. */
    public void become(Settings next) {
        settings = next;
        known.countDown();
    }
}
