package com.twinafas.notifier.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.notifier.channel.Channel;
import com.twinafas.notifier.channel.NotAccepted;
import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.Messages;
import com.twinafas.notifier.recipient.Dispatcher.Accepted;
import com.twinafas.pipeline.work.BackOff;

class DispatcherTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecordingChannel broken = new RecordingChannel("broken");
    private final RecordingChannel working = new RecordingChannel("working");
    private final RecordingChannel reserve = new RecordingChannel("reserve");
    private final Dispatcher dispatcher = new Dispatcher(
            new Recipients(List.of(Recipient.of(broken), Recipient.of(working),
                    new Recipient("books", Set.of(), Set.of(), List.of(broken, reserve), false)), QuietHours.NONE),
            new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60)), Duration.ofSeconds(1), meters);

    @AfterEach
    void close() {
        broken.hold.countDown();
        dispatcher.close();
    }

    @Test
    void triesAgainAfterAPauseUntilAccepted() {
        // Given
        broken.refuse.add("one");
        send("broken", NOW, "one");
        settled("broken", "failed", 1);
        send("broken", NOW.plusMillis(999), "one");
        assertThat(broken.tried).hasSize(1);

        // When
        broken.refuse.clear();
        send("broken", NOW.plusSeconds(1), "one");

        // Then
        assertThat(accepted(NOW)).containsExactly(new Accepted("broken", "one"));
        assertThat(broken.tried).containsExactly("one", "one");
    }

    @Test
    void sendsAnotherMessageWhileOneIsRefused() {
        // Given
        broken.refuse.add("bad");
        send("broken", NOW, "bad", "good");
        settled("broken", "failed", 1);

        // When
        send("broken", NOW, "bad", "good");

        // Then
        assertThat(accepted(NOW)).containsExactly(new Accepted("broken", "good"));
    }

    @Test
    void sendsOnOneChannelWhileTheOtherHangs() {
        // Given
        broken.hangs = true;
        send("broken", NOW, "one");

        assertThat(dispatcher.isSending("one")).isTrue();

        // When
        send("working", NOW, "one");

        // Then
        assertThat(accepted(NOW)).containsExactly(new Accepted("working", "one"));
    }

    @Test
    void goesByTheNextChannelAfterSomeTriesAndBackWhenThatFailsToo() {
        // Given
        broken.refuse.add("one");
        reserve.refuse.add("one");

        // When
        for (int tries = 1; tries <= 2 * Dispatcher.TRIES + 1; tries++) {
            send("books", NOW.plus(Duration.ofHours(tries)), "one");
            String channel = (tries - 1) / Dispatcher.TRIES == 1 ? "reserve" : "broken";
            settled("books", channel, "failed",
                    tries > Dispatcher.TRIES && channel.equals("broken")
                            ? Dispatcher.TRIES + 1
                            : (tries - 1) % Dispatcher.TRIES + 1);
        }

        // Then
        assertThat(broken.tried).hasSize(Dispatcher.TRIES + 1);
        assertThat(reserve.tried).hasSize(Dispatcher.TRIES);
    }

    private void send(String channel, Instant now, String... messageIds) {
        dispatcher.send(channel, List.of(messageIds), DispatcherTest::message, now);
    }

    private void settled(String channel, String outcome, double times) {
        settled(channel, channel, outcome, times);
    }

    private void settled(String recipient, String channel, String outcome, double times) {
        await().untilAsserted(() -> {
            assertThat(dispatcher.takeAccepted(NOW)).isEmpty();
            assertThat(meters.counter("twinafas.notifier.messages", "recipient", recipient, "channel", channel,
                    "outcome", outcome).count()).isEqualTo(times);
        });
    }

    private List<Accepted> accepted(Instant now) {
        List<Accepted> accepted = new ArrayList<>();
        await().until(() -> accepted.addAll(dispatcher.takeAccepted(now)));
        return accepted;
    }

    private static Message message(String id) {
        Message any = Messages.of(Messages.missingItem());
        return new Message(id, any.tenant(), any.at(), any.sections());
    }

    /** Notes what it was given; refuses or hangs on demand. */
    private static final class RecordingChannel implements Channel {

        private final String name;
        private final Queue<String> tried = new ConcurrentLinkedQueue<>();
        private final Set<String> refuse = ConcurrentHashMap.newKeySet();
        private final CountDownLatch hold = new CountDownLatch(1);
        private volatile boolean hangs;

        private RecordingChannel(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(Message message) throws NotAccepted {
            tried.add(message.id());
            if (hangs) {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            if (refuse.contains(message.id())) {
                throw new NotAccepted("refused");
            }
        }
    }
}
