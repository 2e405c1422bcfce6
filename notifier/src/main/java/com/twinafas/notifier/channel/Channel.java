package com.twinafas.notifier.channel;

import com.twinafas.notifier.message.Message;

/** One way to reach people. */
public interface Channel {

    /** As it stands in notices and metrics. */
    String name();

    /**
     * Hands a message over; returns when it was accepted.
     *
     * @throws NotAccepted when it has to be tried again
     */
    void send(Message message) throws NotAccepted;
}
