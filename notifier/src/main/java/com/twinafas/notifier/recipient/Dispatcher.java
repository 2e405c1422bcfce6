package com.twinafas.notifier.recipient;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.notifier.channel.Channel;
import com.twinafas.notifier.channel.NotAccepted;
import com.twinafas.notifier.message.Message;
import com.twinafas.pipeline.work.BackOff;

/**
 * Sends messages, to each recipient one at a time and independently of the others. What is not accepted is due again
 * after a growing pause, behind what is due before it, so that one message cannot hold up the rest; after some tries it
 * goes by the recipient's next channel. One thread calls it; the sending itself happens on the recipients' own threads.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** By one channel before the next is used: some fifteen seconds. */
    static final int TRIES = 4;

    private final Recipients recipients;
    private final Map<String, Lane> lanes;
    private final BackOff backOff;
    private final Duration lastSend;
    private final MeterRegistry meters;
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();

    /** @param lastSend how long closing waits for what is being sent */
    public Dispatcher(Recipients recipients, BackOff backOff, Duration lastSend, MeterRegistry meters) {
        this.recipients = recipients;
        lanes = recipients.all().stream().collect(Collectors.toMap(Recipient::name, Lane::new));
        this.backOff = backOff;
        this.lastSend = lastSend;
        this.meters = meters;
    }

    /** A recipient got a message. */
    public record Accepted(String recipient, String messageId) {
    }

    private record Result(String recipient, String channel, String messageId, @Nullable String failure) {
    }

    private record Failures(int count, Instant dueAt) {
    }

    /** One recipient with what is known of its messages. */
    private static final class Lane {

        private final Recipient recipient;
        private final ExecutorService thread;
        private final Map<String, Failures> failures = new HashMap<>();
        private @Nullable String sending;

        private Lane(Recipient recipient) {
            this.recipient = recipient;
            thread = Executors
                    .newSingleThreadExecutor(Thread.ofVirtual().name("notify-" + recipient.name()).factory());
        }

        private Channel channel(String messageId) {
            Failures failed = failures.get(messageId);
            int tries = failed == null ? 0 : failed.count();
            return recipient.ways().get(tries / TRIES % recipient.ways().size());
        }

        private Instant dueAt(String messageId) {
            Failures failed = failures.get(messageId);
            return failed == null ? Instant.MIN : failed.dueAt();
        }
    }

    public Recipients recipients() {
        return recipients;
    }

    /** Whether the message is under way. */
    public boolean isSending(String messageId) {
        return lanes.values().stream().anyMatch(lane -> messageId.equals(lane.sending));
    }

    /**
     * Starts sending the first message that is due, when none is under way to the recipient.
     *
     * @param messageIds what the recipient has not got yet
     * @param message    makes the message as it stands now
     */
    public void send(String recipient, Collection<String> messageIds, Function<String, Message> message,
            Instant now) {
        Lane lane = lane(recipient);
        lane.failures.keySet().retainAll(messageIds);
        if (lane.sending != null) {
            return;
        }
        messageIds.stream().min(Comparator.comparing(lane::dueAt)).filter(id -> !now.isBefore(lane.dueAt(id)))
                .ifPresent(id -> start(lane, message.apply(id)));
    }

    /** What was accepted since the last call. */
    public List<Accepted> takeAccepted(Instant now) {
        List<Accepted> accepted = new ArrayList<>();
        for (Result result = results.poll(); result != null; result = results.poll()) {
            Lane lane = lane(result.recipient());
            lane.sending = null;
            count(result);
            if (result.failure() == null) {
                lane.failures.remove(result.messageId());
                accepted.add(new Accepted(result.recipient(), result.messageId()));
            } else {
                failed(lane, result, result.failure(), now);
            }
        }
        return accepted;
    }

    /** Lets what is being sent come to its end for a moment; {@link #takeAccepted} tells the outcome. */
    @Override
    public void close() {
        lanes.values().forEach(lane -> lane.thread.shutdown());
        for (Lane lane : lanes.values()) {
            try {
                if (!lane.thread.awaitTermination(lastSend.toMillis(), TimeUnit.MILLISECONDS)) {
                    lane.thread.shutdownNow();
                }
            } catch (InterruptedException e) {
                lane.thread.shutdownNow();
                Thread.currentThread().interrupt();
            }
            lane.recipient.ways().forEach(Channel::close);
        }
    }

    private void start(Lane lane, Message message) {
        lane.sending = message.id();
        Channel channel = lane.channel(message.id());
        lane.thread.execute(() -> results
                .add(new Result(lane.recipient.name(), channel.name(), message.id(), failure(channel, message))));
    }

    private static @Nullable String failure(Channel channel, Message message) {
        try {
            channel.send(message);
            return null;
        } catch (NotAccepted e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private void failed(Lane lane, Result result, String failure, Instant now) {
        Failures before = lane.failures.getOrDefault(result.messageId(), new Failures(0, now));
        int count = before.count() + 1;
        lane.failures.put(result.messageId(), new Failures(count, now.plus(backOff.after(count))));
        LOG.atWarn().addKeyValue("attempt", count).log("{} was not reached by {} ({}); it is tried again by {}",
                result.recipient(), result.channel(), failure, lane.channel(result.messageId()).name());
    }

    private void count(Result result) {
        meters.counter("twinafas.notifier.messages", "recipient", result.recipient(), "channel", result.channel(),
                "outcome", result.failure() == null ? "accepted" : "failed").increment();
    }

    private Lane lane(String recipient) {
        Lane lane = lanes.get(recipient);
        if (lane == null) {
            throw new IllegalArgumentException("No recipient is called " + recipient);
        }
        return lane;
    }
}
