package com.twinafas.writer.ownership;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.doubt.PeriodOfDoubt;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.KeyId;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.lag.RecordDurations;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.tracing.Span;
import com.twinafas.pipeline.tracing.TraceParent;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.UpdateCodec;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.dispatch.Desk;
import com.twinafas.writer.dispatch.Dispatcher;
import com.twinafas.writer.dispatch.Setup;
import com.twinafas.writer.offer.OfferWatch;
import com.twinafas.writer.verdict.Verdicts;

/**
 * The time in which this process is the tenant's writer: from the moment every other one is fenced off and all
 * deliveries are read, until it gives up or loses the updates. Nothing outlives it.
 */
final class Tenure implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tenure.class);
    /** Updates in work for each call at once: enough that look-ups meet, and that no call waits for a commit. */
    private static final int UPDATES_A_CALL = 8;
    private static final Duration LAST_WORK = Duration.ofSeconds(5);

    private final TenantKafka kafka;
    private final PayloadCipher cipher;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Tracing tracing;
    private final RecordDurations durations;
    private final UpdateCodec codec = new UpdateCodec();
    private final OpenOffsets offsets = new OpenOffsets();
    private final KafkaLedger ledger;
    private final Setup setup;
    private final Desk desk;
    private final Dispatcher dispatcher;
    private final OfferWatch offer;
    private final VerdictTaking verdicts;
    private volatile boolean failed;

    Tenure(TenantKafka kafka, ConsumerGroupMetadata group, CurrentSettings settings, Afas afas,
            PayloadCipher cipher, InstantSource clock, MeterRegistry meters, Tracing tracing) {
        this.kafka = kafka;
        this.cipher = cipher;
        this.meters = meters;
        this.clock = clock;
        this.tracing = tracing;
        this.durations = RecordDurations.ofWriter(meters);
        this.ledger = new KafkaLedger(kafka, group, offsets, cipher, clock, meters);
        this.setup = Setup.of(settings.get());
        this.desk = new Desk(afas, setup, settings, ledger, ledger, clock, Desk.ITEM_PATIENCE);
        this.dispatcher = new Dispatcher(this::handle, setup.afas().callsAtOnce() * UPDATES_A_CALL, clock);
        this.offer = new OfferWatch(afas, settings, ledger, clock, meters);
        offer.start();
        this.verdicts = new VerdictTaking(kafka,
                new Verdicts(ledger, clock, new PeriodOfDoubt(setup.writer().inDoubt())));
        if (ledger.hasDeadLetter(KafkaLedger.LINE)) {
            desk.line().startStopped();
        }
    }

    /** Whether it is over without having been ended: this process has to start anew. */
    boolean isLost() {
        return failed || ledger.isClosed();
    }

    /** Whether it works as these settings want it; others need another tenure. */
    boolean isSetUpFor(Settings settings) {
        return setup.equals(Setup.of(settings));
    }

    /** Starts nothing any more. */
    void wind() {
        dispatcher.close();
    }

    /** Whether nothing is in work any more, or what is cannot go on. */
    boolean isWoundUp() {
        return dispatcher.isEnded() || isLineStopped();
    }

    boolean isLineStopped() {
        return desk.line().isStopped();
    }

    /** Updates in work or waiting. */
    int size() {
        return dispatcher.size();
    }

    /** Those of them that are of the bulk. */
    int bulkSize() {
        return dispatcher.bulkSize();
    }

    /** Does what people say of doubts. */
    void obey() {
        verdicts.work(dispatcher::isBusyWith);
    }

    /** Takes in a record of a log. */
    void accept(Topic topic, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            offsets.skip(topic, record);
            return;
        }
        com.twinafas.schemas.avro.Update envelope;
        RecordKey key;
        try {
            envelope = kafka.read(record, com.twinafas.schemas.avro.Update.class);
            key = new RecordKey(envelope.getOffice(), RecordKind.ofWireName(envelope.getKind()), envelope.getCode());
        } catch (UnreadableRecord | IllegalArgumentException e) {
            count("unreadable");
            ledger.commitUnreadable(offsets.open(topic, record));
            return;
        }
        Version version = version(envelope);
        if (!dispatcher.isBusyWith(key) && ledger.isDone(key, version)) {
            count("skipped");
            offsets.skip(topic, record);
            return;
        }
        Update.Position position = offsets.open(topic, record);
        AfasUpdate content;
        try {
            content = content(envelope);
        } catch (ContentErased e) {
            count("erased");
            ledger.commitUnreadable(position, key, version.revision(),
                    Cause.of(FailureCode.CUSTOMER_ERASED, "customer", customer(envelope)));
            return;
        }
        if (content == null) {
            count("unreadable");
            ledger.commitUnreadable(position, key, version.revision(),
                    Cause.of(FailureCode.RECORD_UNREADABLE, "topic", topic.name()));
            return;
        }
        dispatcher.submit(new Update(key, version, content, position));
    }

    /** Ends it in order: starts nothing, gives what is in work some time, then leaves the rest to the next owner. */
    @Override
    public void close() {
        dispatcher.close();
        if (!isLost() && !desk.line().isStopped()) {
            try {
                dispatcher.awaitEnd(LAST_WORK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        abandon();
    }

    /** Ends it at once: whatever is in work goes unrecorded. */
    void abandon() {
        offer.close();
        desk.line().close();
        dispatcher.close();
        verdicts.close();
        ledger.close();
    }

    private void handle(Update update) {
        // The ledger lets go of it with the update's conclusion.
        ConsumerRecord<String, byte[]> record = offsets.record(update.position());
        try (Span span = tracing.goOn("write", TraceParent.of(record.headers()))
                .with("flow", update.key().kind().wireName()).with("record", update.key())) {
            span.run(() -> handle(update, Instant.ofEpochMilli(record.timestamp()), span));
        }
    }

    /** @param mapped when the mapper wrote it */
    private void handle(Update update, Instant mapped, Span span) {
        try {
            desk.handler().handle(update);
            Outcome outcome = ledger.delivery(update.key()).outcome();
            String name = outcome.name().toLowerCase(Locale.ROOT);
            count(name);
            span.with("outcome", name);
            if (outcome == Outcome.DELIVERED && update.position().topic().equals(Topic.UPDATE)) {
                durations.delivered(update.key().kind(), update.version().revision(), mapped, clock.instant());
            }
        } catch (Waiting e) {
            span.with("outcome", "waiting");
            throw e;
        } catch (OwnershipLost e) {
            span.failed("ownership-lost");
            throw e;
        } catch (RuntimeException e) {
            // Even the refusal could not be recorded: nothing is known of this update, so it must be read again.
            log.atError().addKeyValue("record", update.key()).log("An update could not be concluded: {}",
                    e.getClass().getName());
            span.failed("unexpected");
            failed = true;
            throw new OwnershipLost();
        }
    }

    private @Nullable AfasUpdate content(com.twinafas.schemas.avro.Update envelope) {
        try {
            ByteBuffer payload = envelope.getPayload();
            return codec.read(cipher.open(envelope.getKeyId(), payload));
        } catch (RetriableException | ContentErased e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("The payload of an update of {} cannot be read: {}", envelope.getKind(),
                    e.getClass().getSimpleName());
            return null;
        }
    }

    /** By its key the customer it was about; an update of several has no other name than its own. */
    private static String customer(com.twinafas.schemas.avro.Update envelope) {
        KeyId id = envelope.getKeyId() == null ? null : KeyId.parse(envelope.getKeyId());
        return id == null ? envelope.getCode() : RecordKey.parse(id.owner()).code();
    }

    private static Version version(com.twinafas.schemas.avro.Update envelope) {
        return new Version(envelope.getRevision(), envelope.getSettingsVersion(), envelope.getRawHash(),
                envelope.getContentHash(), envelope.getCustomerRevision());
    }

    private void count(String outcome) {
        meters.counter("twinafas.writer.updates", "outcome", outcome).increment();
    }
}
