package com.twinafas.notifier.channel;

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
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.notifier.message.Message;
import com.twinafas.pipeline.work.BackOff;

/**
 * Sends messages, on each channel one at a time and independently of the others. What a channel does not accept is due
 * again after a growing pause, behind what is due before it, so that one message cannot hold up the rest. One thread
 * calls it; the sending itself happens on the channels' own threads.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Map<String, Lane> lanes;
    private final BackOff backOff;
    private final Duration lastSend;
    private final MeterRegistry meters;
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();

    /** @param lastSend how long closing waits for what is being sent */
    public Dispatcher(List<Channel> channels, BackOff backOff, Duration lastSend, MeterRegistry meters) {
        lanes = channels.stream().collect(Collectors.toMap(Channel::name, Lane::new));
        this.backOff = backOff;
        this.lastSend = lastSend;
        this.meters = meters;
    }

    /** A channel took a message. */
    public record Accepted(String channel, String messageId) {
    }

    private record Result(String channel, String messageId, @Nullable String failure) {
    }

    private record Failures(int count, Instant dueAt) {
    }

    /** One channel with what is known of its messages. */
    private static final class Lane {

        private final Channel channel;
        private final ExecutorService thread;
        private final Map<String, Failures> failures = new HashMap<>();
        private boolean busy;

        private Lane(Channel channel) {
            this.channel = channel;
            thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("notify-" + channel.name()).factory());
        }

        private Instant dueAt(String messageId) {
            Failures failed = failures.get(messageId);
            return failed == null ? Instant.MIN : failed.dueAt();
        }
    }

    /** Names of the channels. */
    public Set<String> channels() {
        return lanes.keySet();
    }

    /**
     * Starts sending the first message that is due, when the channel is free.
     *
     * @param messageIds what the channel has not accepted yet
     * @param message    makes the message as it stands now
     */
    public void send(String channel, Collection<String> messageIds, Function<String, Message> message, Instant now) {
        Lane lane = lane(channel);
        lane.failures.keySet().retainAll(messageIds);
        if (lane.busy) {
            return;
        }
        messageIds.stream().min(Comparator.comparing(lane::dueAt)).filter(id -> !now.isBefore(lane.dueAt(id)))
                .ifPresent(id -> start(lane, message.apply(id)));
    }

    /** What was accepted since the last call. */
    public List<Accepted> takeAccepted(Instant now) {
        List<Accepted> accepted = new ArrayList<>();
        for (Result result = results.poll(); result != null; result = results.poll()) {
            Lane lane = lane(result.channel());
            lane.busy = false;
            count(result);
            if (result.failure() == null) {
                lane.failures.remove(result.messageId());
                accepted.add(new Accepted(result.channel(), result.messageId()));
            } else {
                failed(lane, result.messageId(), result.failure(), now);
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
        }
    }

    private void start(Lane lane, Message message) {
        lane.busy = true;
        lane.thread.execute(() -> results.add(outcome(lane.channel, message)));
    }

    private static Result outcome(Channel channel, Message message) {
        try {
            channel.send(message);
            return new Result(channel.name(), message.id(), null);
        } catch (NotAccepted e) {
            return new Result(channel.name(), message.id(), e.getMessage());
        } catch (RuntimeException e) {
            return new Result(channel.name(), message.id(), e.getClass().getSimpleName());
        }
    }

    private void failed(Lane lane, String messageId, String failure, Instant now) {
        Failures before = lane.failures.getOrDefault(messageId, new Failures(0, now));
        int count = before.count() + 1;
        lane.failures.put(messageId, new Failures(count, now.plus(backOff.after(count))));
        LOG.atWarn().addKeyValue("attempt", count).log("Channel {} did not accept a message ({}); it is tried again",
                lane.channel.name(), failure);
    }

    private void count(Result result) {
        meters.counter("twinafas.notifier.messages", "channel", result.channel(), "outcome",
                result.failure() == null ? "accepted" : "failed").increment();
    }

    private Lane lane(String channel) {
        Lane lane = lanes.get(channel);
        if (lane == null) {
            throw new IllegalArgumentException("No channel is called " + channel);
        }
        return lane;
    }
}
