package com.twinafas.writer.ownership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.doubt.Verdict;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.writer.verdict.Verdicts;

/**
 * Takes what people say of doubts from topic {@code control}. Each tenure reads it from its beginning: a verdict on what
 * is settled changes nothing, so no position has to be kept.
 */
final class VerdictTaking implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VerdictTaking.class);

    private final TenantKafka kafka;
    private final Verdicts verdicts;
    private final Consumer<String, byte[]> control;
    private final List<Verdict> waiting = new ArrayList<>();

    VerdictTaking(TenantKafka kafka, Verdicts verdicts) {
        this.kafka = kafka;
        this.verdicts = verdicts;
        this.control = kafka.consumer(null, Map.of());
        control.assign(List.of(kafka.partition(Topic.CONTROL)));
        control.seekToBeginning(control.assignment());
    }

    /** Carries out what came, as soon as nobody works on its record. */
    void work(Predicate<RecordKey> isBusy) {
        control.poll(Duration.ZERO).forEach(record -> verdict(record).ifPresent(waiting::add));
        List<Verdict> due = waiting.stream().filter(verdict -> !isBusy.test(verdict.record())).toList();
        waiting.removeAll(due);
        due.forEach(verdicts::carryOut);
    }

    private Optional<Verdict> verdict(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Verdict.of(kafka.read(record, Command.class));
        } catch (UnreadableRecord e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A command cannot be read and is left out");
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        control.close();
    }
}
