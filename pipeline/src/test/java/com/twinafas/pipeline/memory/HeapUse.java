package com.twinafas.pipeline.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** How much heap something takes, to hold what is kept of every record to a bound. */
public final class HeapUse {

    private static final int TRIES = 5;
    /** The serial collector leaves something dead where it is, but not four times in a row. */
    private static final int COLLECTIONS = 8;
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private HeapUse() {
    }

    /**
     * What is made, divided among the records that it is made of: the middle one of several tries, because others use
     * the heap too.
     */
    public static double bytesEach(int records, Supplier<?> maker) {
        return IntStream.range(0, TRIES).mapToDouble(any -> (double) bytes(maker) / records).sorted().skip(TRIES / 2)
                .findFirst().orElseThrow();
    }

    private static long bytes(Supplier<?> maker) {
        long before = used();
        Object made = maker.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(made);
        }
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            MEMORY.gc();
        }
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
