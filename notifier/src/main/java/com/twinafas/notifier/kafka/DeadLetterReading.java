package com.twinafas.notifier.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;

/** What dead letters say, whatever they look like: one that cannot be read is told as such. */
final class DeadLetterReading {

    private final TenantKafka kafka;

    DeadLetterReading(TenantKafka kafka) {
        this.kafka = kafka;
    }

    /** Something failed that leaves no dead letter open. */
    record Event(StagedCause cause, String reference) {
    }

    /** The cause that a record on the topic of open dead letters stands for. */
    StagedCause open(ConsumerRecord<String, byte[]> record) {
        try {
            return StagedCause.of(kafka.read(record, DeadLetter.class));
        } catch (UnreadableRecord e) {
            String key = record.key();
            return StagedCause.unreadable(record.topic(), StagedCause.stage(key.substring(key.lastIndexOf('@') + 1)));
        }
    }

    /**
     * What a record on a dead-letter topic tells that no open dead letter tells: the record has no key to keep a state
     * by, cannot be read, or was put there by something that does not say why.
     */
    Optional<Event> event(ConsumerRecord<String, byte[]> record) {
        Cause cause = cause(record);
        boolean hasKey = isRecordKey(record.key());
        if (hasKey && cause.code() != FailureCode.RECORD_UNREADABLE) {
            return Optional.empty();
        }
        String stage = header(record, DeadLetters.STAGE_HEADER);
        String reference = hasKey
                ? record.key()
                : source(record) + " " + offset(record);
        return Optional
                .of(new Event(new StagedCause(cause, StagedCause.stage(stage == null ? "" : stage)), reference));
    }

    private Cause cause(ConsumerRecord<String, byte[]> record) {
        String code = header(record, DeadLetters.CODE_HEADER);
        if (code == null) {
            return Cause.of(FailureCode.RECORD_UNREADABLE, "topic", source(record));
        }
        TreeMap<String, String> parameters = new TreeMap<>();
        record.headers().forEach(header -> {
            if (header.key().startsWith(DeadLetters.PARAMETER_HEADER)) {
                parameters.put(header.key().substring(DeadLetters.PARAMETER_HEADER.length()), text(header));
            }
        });
        return Cause.kept(code, parameters);
    }

    private static String source(ConsumerRecord<String, byte[]> record) {
        String original = header(record, KafkaHeaders.DLT_ORIGINAL_TOPIC);
        return original == null ? record.topic() : original;
    }

    /** In the source; 8 bytes, as spring-kafka writes it. Without it the event's own. */
    private static long offset(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_OFFSET);
        return header == null || header.value() == null || header.value().length != Long.BYTES
                ? record.offset()
                : ByteBuffer.wrap(header.value()).getLong();
    }

    private static boolean isRecordKey(@Nullable String key) {
        try {
            return key != null && RecordKey.parse(key) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header);
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
