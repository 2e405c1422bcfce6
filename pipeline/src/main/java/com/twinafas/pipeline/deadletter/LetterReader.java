package com.twinafas.pipeline.deadletter;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

/** Reads the open dead letters off their topic, one after another: only where each stands is kept meanwhile. */
public final class LetterReader {

    private static final Logger LOG = LoggerFactory.getLogger(LetterReader.class);
    private static final int OFFSET = 0;

    private final TenantKafka kafka;

    public LetterReader(TenantKafka kafka) {
        this.kafka = kafka;
    }

    /** Every open dead letter that the filter leaves in, in the order in which they last changed. */
    public void forEach(LetterFilter filter, Consumer<Letter> each) {
        KeyTable states = new KeyTable(1);
        kafka.readToEnd(Topic.DEAD_LETTER, record -> {
            if (record.key() != null && record.value() == null) {
                states.remove(record.key());
            } else if (record.key() != null) {
                states.set(states.add(record.key()), OFFSET, record.offset());
            }
        });
        if (states.size() == 0) {
            return;
        }
        kafka.readToEnd(Topic.DEAD_LETTER, record -> {
            int row = record.key() == null ? KeyTable.NONE : states.row(record.key());
            if (row != KeyTable.NONE && states.get(row, OFFSET) == record.offset()) {
                read(record, filter, each);
            }
        });
    }

    private void read(ConsumerRecord<String, byte[]> record, LetterFilter filter, Consumer<Letter> each) {
        try {
            DeadLetter value = kafka.read(record, DeadLetter.class);
            int at = record.key().lastIndexOf('@');
            Letter letter = new Letter(RecordKey.parse(record.key().substring(0, Math.max(0, at))), value.getStage(),
                    Cause.kept(value.getFailureCode(), value.getParameters()), value.getRevision(), value.getFirstAt(),
                    value.getLastAt(), value.getAttempts(), record.offset());
            if (filter.matches(letter)) {
                each.accept(letter);
            }
        } catch (UnreadableRecord | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A dead letter cannot be read and is left out");
        }
    }
}
