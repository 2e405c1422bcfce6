package com.twinafas.notifier.channel;

import com.twinafas.notifier.message.Message;

/** One way to reach people. */
public interface Channel extends AutoCloseable {

    /** As it stands in the log and in metrics. */
    String name();

    /**
     * Hands a message over; returns when it was accepted.
     *
     * @throws NotAccepted when it has to be tried again
     */
    void send(Message message) throws NotAccepted;

    @Override
    default void close() {
        // Most keep nothing open.
    }
}
