package com.twinafas.pipeline.replay;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.topic.Topic;

/** Offers as they stand on topic {@code checkpoint}, under {@code offer/CAUSE}. */
public final class OfferRecords {

    private static final String NAME = "offer/";
    private static final String BECAUSE = "because";

    private final TenantKafka kafka;

    public OfferRecords(TenantKafka kafka) {
        this.kafka = kafka;
    }

    /** Whether a record of the topic is an offer's. */
    public static boolean isOffer(ConsumerRecord<String, byte[]> record) {
        return record.key() != null && record.key().startsWith(NAME);
    }

    /** The cause of an offer's record. */
    public static String cause(ConsumerRecord<String, byte[]> record) {
        return record.key().substring(NAME.length());
    }

    /** What keeps the offer. */
    public ProducerRecord<String, byte[]> of(Offer offer) {
        String name = NAME + offer.cause();
        return kafka.record(Topic.CHECKPOINT, name, Checkpoint.newBuilder().setName(name)
                .setPosition(Map.of(BECAUSE, offer.because().wireName())).setAt(offer.at()).build());
    }

    /** What takes the offer back. */
    public ProducerRecord<String, byte[]> over(String cause) {
        return kafka.record(Topic.CHECKPOINT, NAME + cause, null);
    }

    /** The offer that a record keeps; empty when there is none, or it cannot be read. */
    public Optional<Offer> read(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                return Optional.empty();
            }
            Checkpoint kept = kafka.read(record, Checkpoint.class);
            return Optional.of(new Offer(cause(record), Offer.Because.valueOf(
                    kept.getPosition().getOrDefault(BECAUSE, "").toUpperCase(Locale.ROOT)), kept.getAt()));
        } catch (UnreadableRecord | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
