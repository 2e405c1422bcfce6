package com.twinafas.pipeline.replay;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.doubt.Verdict;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.reconciliation.Reconciliation;
import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.topic.Topic;

/** Sends commands; whoever works on jobs, doubts or reconciliations takes them from topic {@code control}. */
public final class Commands {

    private static final int ID_LENGTH = 8;

    private final TenantKafka kafka;
    private final InstantSource clock;

    public Commands(TenantKafka kafka, InstantSource clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /**
     * Asks for a job.
     *
     * @param by who asks
     * @return the id it will have
     */
    public String begin(Ask ask, String by) {
        String id = newId();
        send(id, ask.action().wireName(), null, by, ask.said());
        return id;
    }

    /** Asks for a change of a job. */
    public void change(String job, JobChange change, String by) {
        send(UUID.randomUUID().toString(), change.wireName(), job, by, Map.of());
    }

    /**
     * Asks to hold both systems against each other; the poller does it.
     *
     * @param by who asks
     * @return the id it will have
     */
    public String reconcile(String office, Periods periods, String by) {
        String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
        send(id, Reconciliation.ACTION, null, by,
                Map.of(Reconciliation.OFFICE, office, Reconciliation.PERIOD, periods.toString()));
        return id;
    }

    /** Says what a person says of a doubt; the writer obeys. */
    public void settle(Verdict verdict) {
        send(UUID.randomUUID().toString(), Verdict.ACTION, null, verdict.by(), verdict.said());
    }

    /** An id that no other job has. */
    public static String newId() {
        return UUID.randomUUID().toString().substring(0, ID_LENGTH);
    }

    /** Commands are few: each has a producer of its own. */
    private void send(String id, String action, @Nullable String job, String by, Map<String, String> said) {
        try (Producer<String, byte[]> producer = kafka.producer()) {
            producer.send(kafka.record(Topic.CONTROL, id, Command.newBuilder().setId(id).setAction(action).setJob(job)
                    .setBy(by).setAt(clock.instant()).setSaid(said).build())).get();
        } catch (ExecutionException e) {
            throw new KafkaException("A command cannot be sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
