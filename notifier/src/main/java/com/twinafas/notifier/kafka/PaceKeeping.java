package com.twinafas.notifier.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

import com.twinafas.notifier.notice.Pace;
import com.twinafas.pipeline.checkpoint.Checkpoints;
import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.pipeline.kafka.TenantKafka;

/** The pace, kept as a checkpoint: a notifier that is restarted again and again does not begin anew each time. */
final class PaceKeeping {

    private static final String NAME = "notifier";
    private static final String MESSAGES = "messages";
    private static final String LAST_MESSAGE = "lastMessage";

    private final Checkpoints checkpoints;
    private final Pace pace;
    private boolean moved;

    PaceKeeping(TenantKafka kafka, Duration shortest, InstantSource clock) {
        checkpoints = new Checkpoints(kafka, clock);
        checkpoints.readAll();
        Position kept = checkpoints.position(NAME);
        Instant lastMessage = kept.instant(LAST_MESSAGE);
        pace = lastMessage == null
                ? new Pace(shortest)
                : new Pace(shortest, Integer.parseInt(kept.text(MESSAGES, "0")), lastMessage);
    }

    boolean isDue(Instant oldest, Instant now) {
        return pace.isDue(oldest, now);
    }

    void sent(Instant now) {
        pace.sent(now);
        moved = true;
    }

    /** What is to be committed since the last call. */
    Optional<ProducerRecord<String, byte[]>> takeChange() {
        if (!moved) {
            return Optional.empty();
        }
        moved = false;
        return Optional.of(checkpoints.record(NAME, Position.START
                .with(MESSAGES, String.valueOf(pace.messages())).with(LAST_MESSAGE, pace.lastMessage().toString())));
    }
}
