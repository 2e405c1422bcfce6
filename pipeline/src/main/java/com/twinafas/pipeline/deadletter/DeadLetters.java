package com.twinafas.pipeline.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.tracing.TraceParent;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

/**
 * Makes the records that park another record until a person has acted: the event on the source's dead-letter topic and
 * the state on {@code dead-letter}. Who makes them sends them in the transaction in which the source is done with.
 */
public final class DeadLetters {

    /** Header of an event: the failure code. */
    public static final String CODE_HEADER = "twinafas_code";
    /** Header of an event: the stage. */
    public static final String STAGE_HEADER = "twinafas_stage";
    /** Header of an event: one for each parameter of the cause, this and its name. */
    public static final String PARAMETER_HEADER = "twinafas_parameter_";

    private final TenantKafka kafka;
    private final InstantSource clock;
    private final Stage stage;

    public DeadLetters(TenantKafka kafka, InstantSource clock, Stage stage) {
        this.kafka = kafka;
        this.clock = clock;
        this.stage = stage;
    }

    /**
     * A consumed record that cannot go on.
     *
     * @param revision of the record; null when it cannot be read
     * @param open     the dead letter that is open for this record and stage; null when there is none
     */
    public List<ProducerRecord<String, byte[]>> of(Topic source, ConsumerRecord<String, byte[]> record, RecordKey key,
            @Nullable Long revision, Cause cause, @Nullable OpenDeadLetter open) {
        ProducerRecord<String, byte[]> state = state(key, source, revision, cause, open);
        Header trace = record.headers().lastHeader(TraceParent.HEADER);
        if (trace != null) {
            state.headers().add(trace);
        }
        return List.of(event(source, record, cause), state);
    }

    /** A consumed record whose bytes cannot be read: an event only, it has no key to keep a state by. */
    public ProducerRecord<String, byte[]> unreadable(Topic source, ConsumerRecord<String, byte[]> record) {
        return event(source, record, Cause.of(FailureCode.RECORD_UNREADABLE, "topic", record.topic()));
    }

    /** The state alone: for a record that failed before it was on any topic. */
    public ProducerRecord<String, byte[]> state(RecordKey key, @Nullable Topic source, @Nullable Long revision,
            Cause cause, @Nullable OpenDeadLetter open) {
        Instant now = clock.instant();
        DeadLetter letter = DeadLetter.newBuilder().setOffice(key.office()).setKind(key.kind().wireName())
                .setCode(key.code())
                .setStage(stage.wireName()).setFailureCode(cause.code().name())
                .setCategory(cause.code().category().wireName()).setParameters(Map.copyOf(cause.parameters()))
                .setRevision(revision).setSourceTopic(source == null ? null : source.name())
                .setFirstAt(open == null ? now : open.firstAt()).setLastAt(now)
                .setAttempts(open == null ? 1 : open.attempts() + 1).build();
        return kafka.record(Topic.DEAD_LETTER, stateKey(key), letter);
    }

    /** The record went on: nothing is open for it in this stage any more. */
    public ProducerRecord<String, byte[]> closed(RecordKey key) {
        return kafka.record(Topic.DEAD_LETTER, stateKey(key), null);
    }

    /** The Kafka key of a dead letter's state: record key and stage. */
    private String stateKey(RecordKey key) {
        return key + "@" + stage.wireName();
    }

    /**
     * Headers as spring-kafka writes them, numbers in binary; without the exception's class, message and stack trace,
     * which can hold parts of the record.
     */
    private ProducerRecord<String, byte[]> event(Topic source, ConsumerRecord<String, byte[]> record, Cause cause) {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(kafka.name(source.deadLetters()), 0, record.key(),
                record.value());
        record.headers().forEach(event.headers()::add);
        header(event, KafkaHeaders.DLT_ORIGINAL_TOPIC, record.topic());
        header(event, KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(record.partition()).array());
        header(event, KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(record.offset()).array());
        header(event, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, ByteBuffer.allocate(8).putLong(record.timestamp()).array());
        header(event, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, record.timestampType().toString());
        header(event, CODE_HEADER, cause.code().name());
        header(event, STAGE_HEADER, stage.wireName());
        cause.parameters().forEach((name, value) -> header(event, PARAMETER_HEADER + name, value));
        return event;
    }

    private static void header(ProducerRecord<String, byte[]> event, String name, String value) {
        header(event, name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void header(ProducerRecord<String, byte[]> event, String name, byte[] value) {
        event.headers().add(name, value);
    }
}
