package com.twinafas.poller.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.lag.Lag;
import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.reconciliation.Evidence;
import com.twinafas.schemas.avro.Activity;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.twinfield.xml.UnreadableXml;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlElement;

/** Evidence off the topics, one record after another; nothing of them is kept. */
final class KafkaEvidence implements Evidence {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEvidence.class);
    private static final List<String> NUMBERS = List.of("OrNu", "SinOrNu", "BpNr");
    private static final Map<String, MappingStep.Outcome> STEPS = Map.of("waiting", MappingStep.Outcome.WAITING,
            "mapped", MappingStep.Outcome.MAPPED, "ignored", MappingStep.Outcome.IGNORED, "discarded",
            MappingStep.Outcome.DISCARDED);
    private static final int YEARS = 100;

    private final TenantKafka kafka;
    private final Archive archive;
    private final PayloadCipher cipher;
    private final Instant recentSince;
    private final long backlog;

    /**
     * @param recentSince a step since then may not have been followed by the next yet
     * @param backlog     how many records wait while nothing is wrong
     */
    KafkaEvidence(TenantKafka kafka, Archive archive, PayloadCipher cipher, Instant recentSince, long backlog) {
        this.kafka = kafka;
        this.archive = archive;
        this.cipher = cipher;
        this.recentSince = recentSince;
        this.backlog = backlog;
    }

    @Override
    public @Nullable Known known(RecordKey key) {
        return archive.known(key);
    }

    @Override
    public void invoices(String office, Consumer<PolledInvoice> each) {
        read(Topic.SALES_INVOICE, office, RecordKind.SALES_INVOICE, RawRecord.class, (key, raw) -> {
            Known known = archive.known(key);
            if (known != null && known.revision() == raw.getRevision() && raw.getState() != RawState.DELETED) {
                each.accept(invoice(key, raw));
            }
        });
    }

    private PolledInvoice invoice(RecordKey key, RawRecord raw) {
        try {
            XmlElement content = Xml.parse(cipher.open(raw.getKeyId(), raw.getPayload()));
            String daybook = content.textAt("financials", "code");
            String number = content.textAt("financials", "number");
            return new PolledInvoice(key, daybook == null || number == null ? null : daybook + "/" + number,
                    period(content.textAt("header", "period")), false);
        } catch (ContentErased | ContentUnreadable | UnreadableXml e) {
            return new PolledInvoice(key, null, 0, true);
        }
    }

    /** Padded or not (twinfield-api §3). */
    private static int period(@Nullable String text) {
        return text != null && text.matches("\\d{4}/\\d{1,2}")
                ? Integer.parseInt(text.substring(0, 4)) * YEARS + Integer.parseInt(text.substring(5))
                : 0;
    }

    @Override
    public void deliveries(String office, RecordKind kind, BiConsumer<RecordKey, Told> each) {
        read(Topic.DELIVERY, office, kind, Delivery.class, (key, delivery) -> {
            String number = NUMBERS.stream().map(delivery.getAfasKeys()::get).filter(Objects::nonNull)
                    .findFirst().orElse(null);
            each.accept(key, new Told(number, delivery.getRevision(), delivery.getOutcome() == Outcome.IN_DOUBT
                    || (delivery.getIntent() != null && number == null)));
        });
    }

    @Override
    public void held(String office, RecordKind kind, BiConsumer<RecordKey, FailureCode> each) {
        new LetterReader(kafka).forEach(new LetterFilter(null, null, null, office, kind, Set.of()),
                letter -> each.accept(letter.key(), letter.cause().code()));
    }

    @Override
    public void steps(String office, RecordKind kind, BiConsumer<RecordKey, MappingStep> each) {
        read(Topic.ACTIVITY, office, kind, Activity.class, (key, activity) -> {
            MappingStep.Outcome outcome = STEPS.get(activity.getStep().toLowerCase(Locale.ROOT));
            if (outcome != null) {
                each.accept(key, new MappingStep(outcome, activity.getDetails().get("because"),
                        !activity.getAt().isBefore(recentSince)));
            }
        });
    }

    @Override
    public boolean isBacklogged() {
        return isBehind("mapper", List.of(Topic.SALES_INVOICE, Topic.TRANSACTION))
                || isBehind("writer", List.of(Topic.UPDATE, Topic.UPDATE_BULK));
    }

    private boolean isBehind(String role, List<Topic> topics) {
        try (Lag lag = new Lag(kafka, role, topics)) {
            return lag.records() > backlog;
        }
    }

    private <V extends SpecificRecord> void read(Topic topic, String office, RecordKind kind, Class<V> type,
            BiConsumer<RecordKey, V> each) {
        String beginning = RecordKey.beginning(office, kind);
        kafka.readToEnd(topic, record -> {
            if (record.key() != null && record.value() != null && record.key().startsWith(beginning)) {
                read(record, type, each);
            }
        });
    }

    private <V extends SpecificRecord> void read(ConsumerRecord<String, byte[]> record, Class<V> type,
            BiConsumer<RecordKey, V> each) {
        try {
            each.accept(RecordKey.parse(record.key()), kafka.read(record, type));
        } catch (UnreadableRecord | IllegalArgumentException e) {
            LOG.atDebug().addKeyValue("topic", record.topic()).log("A record cannot be read and says nothing");
        }
    }
}
