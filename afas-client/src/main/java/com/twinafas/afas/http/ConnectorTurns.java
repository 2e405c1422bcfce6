package com.twinafas.afas.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is at each GetConnector, for all connections of a process to one AFAS environment: never two calls of
 * the same one, because parallel calls over the same rows fail on database locks (afas-api §4). Who goes first is
 * before who yields, and among equals who waits longest.
 */
public final class ConnectorTurns {

    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();

    /** Who gets a connector that several wait for. */
    public enum Precedence {
        /** The writer: invoices wait for what it looks up. */
        FIRST,
        /** Whoever only wants to know. */
        YIELDING
    }

    /** @return whether the turn came in time; then it is to be given back */
    boolean take(String connector, Precedence precedence, Duration patience) throws InterruptedException {
        return turn(connector).take(precedence, patience);
    }

    void give(String connector) {
        turn(connector).give();
    }

    private Turn turn(String connector) {
        return turns.computeIfAbsent(connector, name -> new Turn());
    }

    /** The turn at one connector. */
    private static final class Turn {

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Deque<Long> first = new ArrayDeque<>();
        private final Deque<Long> yielding = new ArrayDeque<>();
        private long lastNumber;
        private boolean taken;

        boolean take(Precedence precedence, Duration patience) throws InterruptedException {
            Deque<Long> queue = precedence == Precedence.FIRST ? first : yielding;
            lock.lockInterruptibly();
            Long number = ++lastNumber;
            try {
                queue.addLast(number);
                long left = patience.toNanos();
                while (taken || !next().equals(number)) {
                    if (left <= 0) {
                        return false;
                    }
                    left = changed.awaitNanos(left);
                }
                taken = true;
                return true;
            } finally {
                queue.remove(number);
                changed.signalAll();
                lock.unlock();
            }
        }

        void give() {
            lock.lock();
            try {
                taken = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private Long next() {
            return (first.isEmpty() ? yielding : first).getFirst();
        }
    }
}
