package com.twinafas.writer.ownership;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.twinafas.schemas.topic.Topic;
import com.twinafas.writer.delivery.Update.Position;

/** Which records of the logs are not done with. What is committed of a log is its lowest open offset. */
final class OpenOffsets {

    private static final class Log {
        private final TreeMap<Long, ConsumerRecord<String, byte[]>> open = new TreeMap<>();
        private long next;
        private long committed = -1;

        long position() {
            return open.isEmpty() ? next : open.firstKey();
        }
    }

    private final Map<Topic, Log> logs = new HashMap<>();

    /** A record was taken in and is open until it is done with. */
    synchronized Position open(Topic topic, ConsumerRecord<String, byte[]> record) {
        skip(topic, record);
        log(topic).open.put(record.offset(), record);
        return new Position(topic, record.offset());
    }

    /** A record was seen and needs no work. */
    synchronized void skip(Topic topic, ConsumerRecord<String, byte[]> record) {
        Log log = log(topic);
        log.next = Math.max(log.next, record.offset() + 1);
    }

    /** The record that stands there and is not done with. */
    synchronized ConsumerRecord<String, byte[]> record(Position position) {
        return Objects.requireNonNull(log(position.topic()).open.get(position.offset()));
    }

    /** These are done with: the offsets that moved by it, and by what was skipped, since the last time. */
    synchronized Map<Topic, Long> done(Collection<Position> positions) {
        positions.forEach(position -> log(position.topic()).open.remove(position.offset()));
        Map<Topic, Long> moved = new HashMap<>();
        logs.forEach((topic, log) -> {
            if (log.position() > log.committed) {
                log.committed = log.position();
                moved.put(topic, log.committed);
            }
        });
        return moved;
    }

    private Log log(Topic topic) {
        return logs.computeIfAbsent(topic, absent -> new Log());
    }
}
