package com.twinafas.poller.scan;

/**
 * How many records of a kind may vanish at once before a person is asked: a lost right looks just like deletions. Up
 * to three are believed, and up to 2 % of the kind; all of them at once never, unless there is only one.
 */
final class DeletionRule {

    private static final int ALWAYS_BELIEVED = 3;
    private static final int PERCENT = 2;

    private DeletionRule() {
    }

    static boolean believes(int deleted, int total) {
        return (deleted <= ALWAYS_BELIEVED || deleted * 100L <= (long) total * PERCENT)
                && (deleted < total || total <= 1);
    }
}
