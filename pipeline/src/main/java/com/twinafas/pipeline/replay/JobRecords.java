package com.twinafas.pipeline.replay;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

/** Jobs as they stand on topic {@code checkpoint}, under {@code job/ID}. */
public final class JobRecords {

    private static final Logger LOG = LoggerFactory.getLogger(JobRecords.class);
    private static final String NAME = "job/";
    private static final String ASK = "ask.";
    private static final String COUNT = "count.";
    private static final String MARK = "mark.";
    private static final String FINDING = "finding.";
    private static final String BETWEEN = "\n";

    private final TenantKafka kafka;

    public JobRecords(TenantKafka kafka) {
        this.kafka = kafka;
    }

    /** Whether a record of the topic is a job's. */
    public static boolean isJob(ConsumerRecord<String, byte[]> record) {
        return record.key() != null && record.key().startsWith(NAME);
    }

    /** The id of a job's record. */
    public static String id(ConsumerRecord<String, byte[]> record) {
        return record.key().substring(NAME.length());
    }

    /** What keeps the job. */
    public ProducerRecord<String, byte[]> of(Job job) {
        Map<String, String> entries = new TreeMap<>();
        entries.put("by", job.by());
        entries.put("askedAt", job.askedAt().toString());
        entries.put("state", job.state().wireName());
        if (job.why() != null) {
            entries.put("why", job.why());
        }
        job.ask().said().forEach((name, value) -> entries.put(ASK + name, value));
        job.counts().forEach((name, value) -> entries.put(COUNT + name, String.valueOf(value)));
        job.marks().forEach((name, value) -> entries.put(MARK + name, String.valueOf(value)));
        job.findings().forEach((what, finding) -> entries.put(FINDING + what, finding.records() + BETWEEN
                + String.join(BETWEEN, finding.examples().stream().map(RecordKey::toString).toList())));
        return kafka.record(Topic.CHECKPOINT, NAME + job.id(), Checkpoint.newBuilder().setName(NAME + job.id())
                .setPosition(entries).setAt(job.changedAt()).build());
    }

    /** What forgets the job. */
    public ProducerRecord<String, byte[]> forgotten(String id) {
        return kafka.record(Topic.CHECKPOINT, NAME + id, null);
    }

    /** The job that a record keeps; empty when it cannot be read. */
    public Optional<Job> read(ConsumerRecord<String, byte[]> record) {
        try {
            Checkpoint kept = kafka.read(record, Checkpoint.class);
            Map<String, String> entries = kept.getPosition();
            return Optional.of(new Job(id(record), Ask.of(part(entries, ASK, Function.identity())),
                    entries.getOrDefault("by", "?"), Instant.parse(entries.getOrDefault("askedAt", "?")),
                    JobState.valueOf(entries.getOrDefault("state", "?").toUpperCase(Locale.ROOT)), entries.get("why"),
                    kept.getAt(), part(entries, COUNT, Long::valueOf), part(entries, MARK, Long::valueOf),
                    part(entries, FINDING, JobRecords::finding)));
        } catch (UnreadableRecord | RuntimeException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A job cannot be read and is left alone");
            return Optional.empty();
        }
    }

    private static Finding finding(String text) {
        List<String> parts = Arrays.asList(text.split(BETWEEN));
        return new Finding(Long.parseLong(parts.getFirst()),
                parts.stream().skip(1).map(RecordKey::parse).toList());
    }

    private static <T> SortedMap<String, T> part(Map<String, String> entries, String beginning,
            Function<String, T> reading) {
        SortedMap<String, T> part = new TreeMap<>();
        entries.forEach((name, value) -> {
            if (name.startsWith(beginning)) {
                part.put(name.substring(beginning.length()), reading.apply(value));
            }
        });
        return part;
    }
}
