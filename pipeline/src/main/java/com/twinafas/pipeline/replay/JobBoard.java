package com.twinafas.pipeline.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.twinafas.pipeline.kafka.TenantKafka;

/** The jobs and offers as their topic tells, for whoever asks. */
public final class JobBoard {

    private final JobRecords records;
    private final OfferRecords offerRecords;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, Offer> offers = new ConcurrentHashMap<>();

    public JobBoard(TenantKafka kafka) {
        this.records = new JobRecords(kafka);
        this.offerRecords = new OfferRecords(kafka);
    }

    /** A record of topic {@code checkpoint}; one that is neither a job's nor an offer's changes nothing. */
    public void read(ConsumerRecord<String, byte[]> record) {
        if (OfferRecords.isOffer(record)) {
            offers.remove(OfferRecords.cause(record));
            offerRecords.read(record).ifPresent(offer -> offers.put(offer.cause(), offer));
        }
        if (!JobRecords.isJob(record)) {
            return;
        }
        if (record.value() == null) {
            jobs.remove(JobRecords.id(record));
        } else {
            records.read(record).ifPresent(job -> jobs.put(job.id(), job));
        }
    }

    /** The offer to send what a cause in its stage holds up again. */
    public Optional<Offer> offer(String cause) {
        return Optional.ofNullable(offers.get(cause));
    }

    public Optional<Job> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Those that are worked on. */
    public List<Job> running() {
        return jobs.values().stream().filter(job -> job.state() == JobState.RUNNING).toList();
    }

    /** Those of an action, the last that was asked for first. */
    public List<Job> jobs(Action action) {
        return jobs.values().stream().filter(job -> job.ask().action() == action)
                .sorted(Comparator.comparing(Job::askedAt).reversed()).toList();
    }
}
