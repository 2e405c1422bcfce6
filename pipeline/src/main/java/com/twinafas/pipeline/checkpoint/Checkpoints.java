package com.twinafas.pipeline.checkpoint;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.reconciliation.ReconciliationRecords;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.topic.Topic;

/** The positions of a tenant's readers by name. Whoever moves one sends its record with what was read up to there. */
public final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final TenantKafka kafka;
    private final InstantSource clock;
    private final Map<String, Position> positions = new ConcurrentHashMap<>();
    private final Map<String, Instant> movedAt = new ConcurrentHashMap<>();

    public Checkpoints(TenantKafka kafka, InstantSource clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Reads all that are committed. One that cannot be read counts as none: everything is read once more. */
    public void readAll() {
        kafka.readToEnd(Topic.CHECKPOINT, this::read);
    }

    /** {@link Position#START} for a reader that never ran. */
    public Position position(String name) {
        return positions.getOrDefault(name, Position.START);
    }

    /** When the reader, then in another process perhaps, last told where it stands; null when it never did. */
    public @Nullable Instant movedAt(String name) {
        return movedAt.get(name);
    }

    /** What makes the move known to whoever reads the topic. */
    public ProducerRecord<String, byte[]> record(String name, Position position) {
        return kafka.record(Topic.CHECKPOINT, name,
                Checkpoint.newBuilder().setName(name).setCompleteSince(position.completeSince())
                        .setPosition(Map.copyOf(position.entries())).setAt(clock.instant()).build());
    }

    /** Its record is committed. */
    public void moved(String name, Position position) {
        positions.put(name, position);
    }

    private void read(ConsumerRecord<String, byte[]> consumed) {
        if (ReconciliationRecords.isReconciliation(consumed)) {
            // A report is no position, and long.
            return;
        }
        if (consumed.value() == null) {
            movedAt.remove(consumed.key());
            positions.remove(consumed.key());
            return;
        }
        try {
            Checkpoint checkpoint = kafka.read(consumed, Checkpoint.class);
            movedAt.put(consumed.key(), checkpoint.getAt());
            positions.put(consumed.key(), new Position(checkpoint.getCompleteSince(), checkpoint.getPosition()));
        } catch (UnreadableRecord e) {
            LOG.atWarn().addKeyValue("topic", consumed.topic()).log("The record at offset {} cannot be read",
                    consumed.offset());
        }
    }
}
