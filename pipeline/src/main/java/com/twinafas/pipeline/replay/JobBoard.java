package com.twinafas.pipeline.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.twinafas.pipeline.kafka.TenantKafka;

/** The jobs as their topic tells, for whoever asks. */
public final class JobBoard {

    private final JobRecords records;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    public JobBoard(TenantKafka kafka) {
        this.records = new JobRecords(kafka);
    }

    /** A record of topic {@code checkpoint}; one that is no job's changes nothing. */
    public void read(ConsumerRecord<String, byte[]> record) {
        if (!JobRecords.isJob(record)) {
            return;
        }
        if (record.value() == null) {
            jobs.remove(JobRecords.id(record));
        } else {
            records.read(record).ifPresent(job -> jobs.put(job.id(), job));
        }
    }

    public Optional<Job> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Those of an action, the last that was asked for first. */
    public List<Job> jobs(Action action) {
        return jobs.values().stream().filter(job -> job.ask().action() == action)
                .sorted(Comparator.comparing(Job::askedAt).reversed()).toList();
    }
}
