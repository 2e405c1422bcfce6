package com.twinafas.mapper.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

import com.twinafas.pipeline.activity.Activities;
import com.twinafas.pipeline.deadletter.Letter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.topic.Topic;

/** Closes dead letters because somebody says that nothing is to be done about them. */
final class DiscardRun implements JobRun {

    private static final int AT_ONCE = 2000;

    private final TenantKafka kafka;
    private final Activities activities;
    private final LetterReader letters;

    DiscardRun(TenantKafka kafka, Activities activities) {
        this.kafka = kafka;
        this.activities = activities;
        this.letters = new LetterReader(kafka);
    }

    /** The next of those that were open when the job began and have not changed since. */
    @Override
    public Step step(Job job) {
        Step step = new Step();
        long end = RecordRun.letterEnd(kafka, job, step);
        boolean first = job.mark(Job.TOTAL) == null;
        long room = job.ask().most() == null ? Long.MAX_VALUE : job.ask().most() - job.count(Job.DONE);
        List<Letter> next = new ArrayList<>();
        long[] meant = new long[1];
        letters.forEach(job.ask().which(), letter -> {
            if (letter.offset() >= end || meant[0] >= room) {
                return;
            }
            if (!LetterSelection.isOurs(letter)) {
                step.count("elsewhere", first ? 1 : 0);
                return;
            }
            meant[0]++;
            if (next.size() < AT_ONCE) {
                next.add(letter);
            }
        });
        if (first) {
            step.mark(Job.TOTAL, meant[0]);
            step.count(Job.TOTAL, meant[0]);
        }
        if (job.ask().dryRun()) {
            step.count(Job.DONE, meant[0]);
            return step.last();
        }
        next.forEach(letter -> step.sendAll(records(letter, job)));
        step.count(Job.DONE, next.size());
        step.count("discarded", next.size());
        return next.size() < AT_ONCE ? step.last() : step;
    }

    private List<ProducerRecord<String, byte[]>> records(Letter letter, Job job) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        records.add(kafka.record(Topic.DEAD_LETTER, letter.key() + "@" + letter.stage(), null));
        if (letter.stage().equals(Stage.MAP.wireName())) {
            // It must not go on by itself when what it lacked appears.
            records.add(kafka.record(Topic.WAITING, letter.key().toString(), null));
        }
        records.add(activities.step(letter.key(), "discarded", letter.revision(),
                Map.of("code", letter.cause().code().name(), "by", job.by(), "job", job.id(), "reason",
                        Objects.requireNonNullElse(job.ask().reason(), ""))));
        return records;
    }

    @Override
    public void close() {
        // Nothing is kept open between two pieces.
    }
}
