package com.twinafas.mapper.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.KafkaException;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.kafka.MortalKafka;
import com.twinafas.pipeline.kafka.MortalKafka.Moment;
import com.twinafas.pipeline.matrix.Tally;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobState;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

/**
 * One job whose process ends in the middle of it, and the process that goes on.
 *
 * @param prefix of the codes of its records
 */
record JobStop(ReplayRig rig, String prefix, Random random) {

    private static final Cause ITEM = Cause.of(FailureCode.ITEM_MISSING, "item", "A");
    private static final Duration PIECE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Asking for the job, looking what is meant, and some steps. */
    private static final int TRANSACTIONS = 5;

    Tally redrive(Moment moment) {
        List<RecordKey> records = records();
        for (RecordKey key : records) {
            rig.refused(random.nextBoolean() ? Stage.MAP : Stage.WRITE, key, 1, ITEM);
        }
        return stopped(moment, Action.REDRIVE, records);
    }

    Tally replay(Moment moment) {
        return stopped(moment, Action.REPLAY, records());
    }

    private List<RecordKey> records() {
        List<RecordKey> records = new ArrayList<>();
        int customers = 6 + random.nextInt(6);
        for (int i = 0; i < customers; i++) {
            rig.customer(prefix + i);
            records.add(RecordKey.parse("NL/customer/" + prefix + i));
        }
        int invoices = 3 + random.nextInt(4);
        for (int i = 0; i < invoices; i++) {
            rig.invoice("F/" + prefix + i, prefix + random.nextInt(customers), "VH");
            records.add(RecordKey.parse("NL/sales-invoice/F/" + prefix + i));
        }
        return records;
    }

    private Tally stopped(Moment moment, Action action, List<RecordKey> records) {
        String id = rig.commands().begin(
                new Ask(action, LetterFilter.of(records), null, false, false, null, null, null), "tester");
        long ends;
        try (MortalKafka process = rig.process()) {
            process.endAt(moment, 1 + random.nextInt(TRANSACTIONS));
            work(rig, process, id);
            ends = process.hasEnded() ? 1 : 0;
        }
        try (MortalKafka next = rig.process()) {
            work(rig, next, id);
        }

        assertThat(ends).isEqualTo(1);
        Job job = rig.job(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.counts()).containsEntry("total", (long) records.size())
                .containsEntry("done", (long) records.size()).containsEntry("sent", (long) records.size());
        assertThat(rig.updates(Topic.UPDATE_BULK).stream().map(ReplayRig::key)
                .filter(key -> key.code().contains(prefix))).as("each once")
                .containsExactlyInAnyOrderElementsOf(records);
        assertThat(rig.keys(Topic.DEAD_LETTER)).as("the mapper's are closed, the writer's are the writer's to close")
                .noneMatch(letter -> letter.contains(prefix) && letter.endsWith("@map"));
        return new Tally(1, ends, records.size(), 0, 0, 0, 0);
    }

    /** Works on a job until it is over or the process has ended. */
    static void work(ReplayRig rig, MortalKafka process, String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (JobDesk desk = rig.desk(process)) {
            while (!isOver(rig, id) && System.nanoTime() < end) {
                desk.work(PIECE, () -> false);
            }
        } catch (KafkaException e) {
            if (!process.hasEnded()) {
                throw e;
            }
        }
    }

    private static boolean isOver(ReplayRig rig, String id) {
        return rig.job(id).map(job -> job.state().isFinal()).orElse(false);
    }
}
