package com.twinafas.schemas.topic;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKind;

/**
 * One topic of the catalogue. A tenant's topic is called {@code <tenant>.<name>}; each has one partition, because
 * order in one place is worth more than a parallelism that both remote systems forbid.
 *
 * @param name      after {@code <tenant>.}
 * @param key       what its Kafka key is, in words
 * @param retention how long records are kept; null for a compacted topic, which keeps the last record of each key
 */
public record Topic(String name, String key, @Nullable Duration retention) {

    private static final Duration DEAD_LETTERS = Duration.ofDays(30);

    public static final Topic CUSTOMER = compacted("twinfield.customer", "record key");
    public static final Topic ARTICLE = compacted("twinfield.article", "record key");
    public static final Topic SALES_INVOICE = compacted("twinfield.sales-invoice", "record key");
    public static final Topic TRANSACTION = compacted("twinfield.transaction", "record key");
    public static final Topic REFERENCE = compacted("twinfield.reference", "record key");
    public static final Topic UPDATE = kept("afas.update", "record key", Duration.ofDays(7));
    public static final Topic UPDATE_BULK = kept("afas.update-bulk", "record key", Duration.ofDays(7));
    public static final Topic WAITING = compacted("mapper.waiting", "record key");
    public static final Topic DELIVERY = compacted("afas.delivery", "record key");
    public static final Topic ORDER_STATUS = compacted("afas.status", "order number");
    public static final Topic STOCK = compacted("afas.stock", "item code, and warehouse where there is one");
    public static final Topic OPEN_INVOICE = compacted("afas.open-invoice", "administration, debtor and number");
    public static final Topic DEAD_LETTER = compacted("dead-letter", "record key and stage");
    public static final Topic NOTICE = compacted("notice", "cause and stage");
    public static final Topic ACTIVITY = kept("activity", "record key", Duration.ofDays(90));
    public static final Topic CREDENTIALS = compacted("credentials", "name");
    public static final Topic SETTINGS = compacted("settings", "version");
    public static final Topic KEYS = compacted("keys", "owner, or erased and the customer");
    public static final Topic AUDIT = kept("audit", "who", Duration.ofDays(400));
    public static final Topic CHECKPOINT = compacted("checkpoint", "office and flow, or job");
    public static final Topic CONTROL = kept("control", "command", Duration.ofDays(30));

    /** The topics whose unreadable or refused records go to a dead-letter topic of their own. */
    private static final List<Topic> CONSUMED = List.of(CUSTOMER, ARTICLE, SALES_INVOICE, TRANSACTION, REFERENCE,
            UPDATE, UPDATE_BULK);

    /** Every topic of a tenant, dead-letter topics included. */
    public static List<Topic> catalogue() {
        return Stream.concat(
                Stream.concat(CONSUMED.stream(),
                        Stream.of(WAITING, DELIVERY, ORDER_STATUS, STOCK, OPEN_INVOICE, DEAD_LETTER, NOTICE, ACTIVITY,
                                CREDENTIALS, SETTINGS, KEYS, AUDIT, CHECKPOINT, CONTROL)),
                CONSUMED.stream().map(Topic::deadLetters)).toList();
    }

    /** The raw topic of a kind. */
    public static Topic raw(RecordKind kind) {
        return switch (kind) {
            case CUSTOMER -> CUSTOMER;
            case ARTICLE -> ARTICLE;
            case SALES_INVOICE -> SALES_INVOICE;
            case TRANSACTION -> TRANSACTION;
            case REFERENCE -> REFERENCE;
        };
    }

    /** The dead-letter topic beside this one: events, 30 days. */
    public Topic deadLetters() {
        return kept(name + "-dlt", key, DEAD_LETTERS);
    }

    /** The full name for a tenant, for example {@code demo.afas.update}. */
    public String of(String tenant) {
        return tenant + "." + name;
    }

    public boolean isCompacted() {
        return retention == null;
    }

    private static Topic compacted(String name, String key) {
        return new Topic(name, key, null);
    }

    private static Topic kept(String name, String key, Duration retention) {
        return new Topic(name, key, retention);
    }
}
