package com.twinafas.writer.matrix;

import java.util.Random;
import java.util.Set;

import com.twinafas.writer.scenario.Rig;

/**
 * One thing that goes wrong.
 *
 * @param group    what it is a fault of
 * @param stages   where it can happen
 * @param personal whether a person has to act on it before the record can go on
 */
record Mishap(String group, String name, Set<Stage> stages, boolean personal, Arrangement arrangement) {

    /** Sees to it that it happens. */
    @FunctionalInterface
    interface Arrangement {

        /** @param random says at which request of the stage, and how often */
        void arrange(Rig rig, MortalAfas way, Stage stage, Random random);
    }
}
