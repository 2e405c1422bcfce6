package com.twinafas.notifier.kafka;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import com.twinafas.notifier.channel.Channel;
import com.twinafas.notifier.channel.NotAccepted;
import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.Section;

/** A channel that keeps what it got; it can be away, or keep its answer to itself. */
final class Mailbox implements Channel {

    private final String name;
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private volatile boolean away;
    private volatile CountDownLatch answer = new CountDownLatch(0);

    Mailbox(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(Message message) throws NotAccepted {
        if (away) {
            throw new NotAccepted("away");
        }
        messages.add(message);
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAccepted("interrupted");
        }
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Codes of the causes that were told, message by message. */
    List<List<String>> told() {
        return messages.stream()
                .map(message -> message.sections().stream().map(Section::cause).map(cause -> cause.cause().key())
                        .toList())
                .toList();
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    void keepAnswers() {
        answer = new CountDownLatch(1);
    }

    void answerAgain() {
        answer = new CountDownLatch(0);
    }
}
