package com.twinafas.pipeline.doubt;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Intent;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/** Reads the open doubts off the deliveries' topic. */
public final class DoubtReader {

    private static final Logger LOG = LoggerFactory.getLogger(DoubtReader.class);
    private static final LetterFilter WRITE = new LetterFilter(null, Stage.WRITE, null, null, null, Set.of());
    private static final String REFERENCE = "reference";

    private final TenantKafka kafka;
    private final LetterReader letters;

    public DoubtReader(TenantKafka kafka) {
        this.kafka = kafka;
        this.letters = new LetterReader(kafka);
    }

    /** All that are open, the oldest first. */
    public List<Doubt> all() {
        Map<String, Delivery> open = new HashMap<>();
        kafka.readToEnd(Topic.DELIVERY, record -> {
            open.remove(record.key());
            delivery(record).filter(delivery -> delivery.getIntent() != null)
                    .ifPresent(delivery -> open.put(record.key(), delivery));
        });
        if (open.isEmpty()) {
            return List.of();
        }
        Map<String, Cause> byRecord = new HashMap<>();
        Map<String, Cause> byReference = new HashMap<>();
        letters.forEach(WRITE, letter -> {
            byRecord.put(letter.key().toString(), letter.cause());
            String reference = letter.cause().parameters().get(REFERENCE);
            if (letter.cause().code() == FailureCode.IN_DOUBT && reference != null) {
                // A customer in doubt holds up the invoice that brought it.
                byReference.put(reference, letter.cause());
            }
        });
        return open.values().stream().map(delivery -> doubt(delivery, byRecord, byReference))
                .sorted(Comparator.comparing(Doubt::sentAt)).toList();
    }

    /** The open doubt of a record. */
    public Optional<Doubt> of(RecordKey key) {
        return all().stream().filter(doubt -> doubt.record().equals(key)).findFirst();
    }

    /** The records that wait for a person because of it. */
    public Set<RecordKey> heldUpBy(Doubt doubt) {
        Set<RecordKey> held = new HashSet<>();
        letters.forEach(WRITE, letter -> {
            if (letter.key().equals(doubt.record()) || (letter.cause().code() == FailureCode.IN_DOUBT
                    && doubt.reference().equals(letter.cause().parameters().get(REFERENCE)))) {
                held.add(letter.key());
            }
        });
        return held;
    }

    private static Doubt doubt(Delivery delivery, Map<String, Cause> byRecord, Map<String, Cause> byReference) {
        Intent intent = delivery.getIntent();
        RecordKey key = new RecordKey(delivery.getOffice(), RecordKind.ofWireName(delivery.getKind()),
                delivery.getCode());
        Cause cause = byRecord.getOrDefault(key.toString(), byReference.get(intent.getReference()));
        boolean looked = delivery.getOutcome() == Outcome.IN_DOUBT || delivery.getOutcome() == Outcome.REFUSED;
        return new Doubt(key, intent.getId(), intent.getConnector(), intent.getOperation(), intent.getReference(),
                delivery.getAdministration(), new TreeMap<>(intent.getFacts()), intent.getRecordedAt(),
                intent.getLooks(), looked ? later(delivery.getOutcomeAt(), intent.getRecordedAt()) : null, cause);
    }

    private static @Nullable Instant later(Instant outcome, Instant intended) {
        return outcome.isBefore(intended) ? null : outcome;
    }

    private Optional<Delivery> delivery(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(kafka.read(record, Delivery.class));
        } catch (UnreadableRecord e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A delivery cannot be read and is left out");
            return Optional.empty();
        }
    }
}
