package com.twinafas.pipeline.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/** Reconciliations as they stand on topic {@code checkpoint}, under {@code reconciliation/ID}. */
public final class ReconciliationRecords {

    /** What the names of all of them begin with. */
    public static final String NAME = "reconciliation/";
    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationRecords.class);
    private static final String TOTAL = "total.";
    private static final String COUNT = "count.";
    private static final String DIFFERENCE = "difference.";
    private static final String BETWEEN = "\t";

    private final TenantKafka kafka;

    public ReconciliationRecords(TenantKafka kafka) {
        this.kafka = kafka;
    }

    /** Whether a record of the topic is a reconciliation's. */
    public static boolean isReconciliation(ConsumerRecord<String, byte[]> record) {
        return record.key() != null && record.key().startsWith(NAME);
    }

    /** The id of a reconciliation's record. */
    public static String id(ConsumerRecord<String, byte[]> record) {
        return record.key().substring(NAME.length());
    }

    /** What keeps the reconciliation. */
    public ProducerRecord<String, byte[]> of(Reconciliation one) {
        Map<String, String> entries = new TreeMap<>();
        entries.put("office", one.office());
        entries.put("periods", one.periods().toString());
        entries.put("by", one.by());
        entries.put("askedAt", one.askedAt().toString());
        entries.put("state", one.state().wireName());
        if (one.why() != null) {
            entries.put("why", one.why());
        }
        Report report = one.report();
        if (report != null) {
            put(entries, TOTAL, report.totals(), ReconciliationRecords::text);
            put(entries, COUNT, List.copyOf(report.counts().entrySet()),
                    count -> joined(count.getKey().kind(), count.getKey().what().name(), count.getKey().why().name(),
                            String.valueOf(count.getValue())));
            put(entries, DIFFERENCE, report.differences(), ReconciliationRecords::text);
        }
        return kafka.record(Topic.CHECKPOINT, NAME + one.id(), Checkpoint.newBuilder().setName(NAME + one.id())
                .setPosition(entries).setAt(one.changedAt()).build());
    }

    /** What forgets the reconciliation. */
    public ProducerRecord<String, byte[]> forgotten(String id) {
        return kafka.record(Topic.CHECKPOINT, NAME + id, null);
    }

    /** The reconciliation that a record keeps; empty when it cannot be read. */
    public Optional<Reconciliation> read(ConsumerRecord<String, byte[]> record) {
        try {
            Checkpoint kept = kafka.read(record, Checkpoint.class);
            Map<String, String> entries = kept.getPosition();
            Reconciliation.State state = Reconciliation.State.ofWireName(entries.getOrDefault("state", ""))
                    .orElseThrow(() -> new IllegalArgumentException("The state is not known"));
            return Optional.of(new Reconciliation(id(record), entries.getOrDefault("office", "?"),
                    Periods.parse(entries.getOrDefault("periods", "")), entries.getOrDefault("by", "?"),
                    Instant.parse(entries.getOrDefault("askedAt", "")), state, entries.get("why"), kept.getAt(),
                    state == Reconciliation.State.DONE ? report(entries) : null));
        } catch (UnreadableRecord | RuntimeException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A reconciliation cannot be read and is left alone");
            return Optional.empty();
        }
    }

    private static Report report(Map<String, String> entries) {
        SortedMap<Report.Count, Long> counts = new TreeMap<>();
        part(entries, COUNT).forEach(parts -> counts.put(
                new Report.Count(parts.get(0), What.valueOf(parts.get(1)), Why.valueOf(parts.get(2))),
                Long.valueOf(parts.get(3))));
        return new Report(part(entries, TOTAL).stream().map(ReconciliationRecords::total).toList(), counts,
                part(entries, DIFFERENCE).stream().map(ReconciliationRecords::difference).toList());
    }

    private static String text(Total total) {
        return joined(total.kind().wireName(), total.period(), total.currency(), String.valueOf(total.inTwinfield()),
                total.twinfieldSum().toPlainString(), String.valueOf(total.inAfas()),
                total.afasSum().toPlainString());
    }

    private static Total total(List<String> parts) {
        return new Total(RecordKind.ofWireName(parts.get(0)), parts.get(1), parts.get(2),
                Long.parseLong(parts.get(3)), new BigDecimal(parts.get(4)), Long.parseLong(parts.get(5)),
                new BigDecimal(parts.get(6)));
    }

    private static String text(Difference difference) {
        return joined(difference.record().toString(), difference.what().name(), difference.why().name(),
                difference.detail(), difference.period(), difference.currency(), text(difference.twinfield()),
                text(difference.afas()));
    }

    private static Difference difference(List<String> parts) {
        return new Difference(RecordKey.parse(parts.get(0)), What.valueOf(parts.get(1)), Why.valueOf(parts.get(2)),
                parts.get(3).isEmpty() ? null : parts.get(3), parts.get(4), parts.get(5), amount(parts.get(6)),
                amount(parts.get(7)));
    }

    private static @Nullable String text(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    private static @Nullable BigDecimal amount(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private static <T> void put(Map<String, String> entries, String name, List<T> all, Function<T, String> text) {
        for (int i = 0; i < all.size(); i++) {
            entries.put("%s%05d".formatted(name, i).toLowerCase(Locale.ROOT), text.apply(all.get(i)));
        }
    }

    private static String joined(@Nullable String... parts) {
        List<String> texts = new ArrayList<>();
        for (String part : parts) {
            texts.add(part == null ? "" : part.replace(BETWEEN, " "));
        }
        return String.join(BETWEEN, texts);
    }

    private static List<List<String>> part(Map<String, String> entries, String beginning) {
        return new TreeMap<>(entries).entrySet().stream().filter(entry -> entry.getKey().startsWith(beginning))
                .map(entry -> Arrays.asList(entry.getValue().split(BETWEEN, -1))).toList();
    }
}
