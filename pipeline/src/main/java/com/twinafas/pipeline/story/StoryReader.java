package com.twinafas.pipeline.story;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Activity;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Intent;
import com.twinafas.schemas.avro.OrderState;
import com.twinafas.schemas.avro.OrderStatus;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

/** Reads one record's story off the topics, each from its start to its end of that moment. */
public final class StoryReader {

    private final TenantKafka kafka;
    private final PayloadCipher cipher;

    public StoryReader(TenantKafka kafka, PayloadCipher cipher) {
        this.kafka = kafka;
        this.cipher = cipher;
    }

    /** Makes something of a record that is about the one that is asked for. */
    @FunctionalInterface
    private interface Reading {
        Happening of(ConsumerRecord<String, byte[]> record) throws UnreadableRecord;
    }

    /** @param withContent whether payloads are opened: they hold personal data */
    public Story read(RecordKey key, boolean withContent) {
        String name = key.toString();
        List<Happening> story = new ArrayList<>();
        read(story, Topic.raw(key.kind()), name::equals, record -> raw(record, withContent));
        for (Topic topic : List.of(Topic.UPDATE, Topic.UPDATE_BULK)) {
            read(story, topic, name::equals, record -> update(topic, record, withContent));
        }
        read(story, Topic.ACTIVITY, name::equals, record -> step(record, withContent));
        read(story, Topic.DELIVERY, name::equals, this::delivery);
        Set<String> orders = orders(story);
        read(story, Topic.ORDER_STATUS, orders::contains, record -> orderStatus(record, withContent));
        read(story, Topic.DEAD_LETTER, letter -> isLetterOf(name, letter), this::letter);
        return new Story(key, story);
    }

    private void read(List<Happening> story, Topic topic, Predicate<String> isAsked, Reading reading) {
        kafka.readToEnd(topic, record -> {
            if (record.key() == null || !isAsked.test(record.key())) {
                return;
            }
            try {
                if (record.value() != null || topic.equals(Topic.DEAD_LETTER)) {
                    story.add(reading.of(record));
                }
            } catch (UnreadableRecord e) {
                story.add(new Happening.Unreadable(at(record), topic.name(), record.offset()));
            }
        });
    }

    private Happening raw(ConsumerRecord<String, byte[]> record, boolean withContent) throws UnreadableRecord {
        RawRecord raw = kafka.read(record, RawRecord.class);
        return new Happening.Read(at(record), raw.getRevision(), raw.getState().name().toLowerCase(Locale.ROOT),
                raw.getHash(), withContent ? content(raw.getKeyId(), raw.getPayload()) : null);
    }

    private Happening update(Topic topic, ConsumerRecord<String, byte[]> record, boolean withContent)
            throws UnreadableRecord {
        Update update = kafka.read(record, Update.class);
        return new Happening.Mapped(at(record), topic.name(), update.getDocumentKind(), update.getRevision(),
                update.getSettingsVersion(), update.getCustomerRevision(),
                withContent ? content(update.getKeyId(), update.getPayload()) : null);
    }

    private Happening step(ConsumerRecord<String, byte[]> record, boolean withContent) throws UnreadableRecord {
        Activity activity = kafka.read(record, Activity.class);
        ByteBuffer payload = activity.getPayload();
        return new Happening.Step(at(record), activity.getStage(), activity.getStep(), activity.getRevision(),
                new TreeMap<>(activity.getDetails()),
                withContent && payload != null ? content(activity.getKeyId(), payload) : null);
    }

    private Happening delivery(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        Delivery delivery = kafka.read(record, Delivery.class);
        Intent intent = delivery.getIntent();
        return new Happening.Delivered(at(record), delivery.getOutcome().name().toLowerCase(Locale.ROOT),
                delivery.getOutcomeCode(), delivery.getDocumentKind(), delivery.getAdministration(),
                new TreeMap<>(delivery.getAfasKeys()), delivery.getRevision(), delivery.getSettingsVersion(),
                intent == null ? null : intent.getOperation() + " " + intent.getConnector());
    }

    /** The numbers of the orders that it was delivered as. */
    private static Set<String> orders(List<Happening> story) {
        return story.stream().filter(Happening.Delivered.class::isInstance).map(Happening.Delivered.class::cast)
                .map(delivered -> delivered.afasKeys().get("OrNu")).filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Happening orderStatus(ConsumerRecord<String, byte[]> record, boolean withContent)
            throws UnreadableRecord {
        OrderStatus order = kafka.read(record, OrderStatus.class);
        boolean gone = order.getState() == OrderState.GONE;
        return new Happening.OrderStatus(at(record), order.getOrderNumber(), order.getStatus(), order.getAfasStatus(),
                gone, withContent && !gone ? content(order.getKeyId(), order.getPayload()) : null);
    }

    private Happening letter(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        String stage = record.key().substring(record.key().lastIndexOf('@') + 1);
        if (record.value() == null) {
            return new Happening.Released(at(record), stage);
        }
        DeadLetter letter = kafka.read(record, DeadLetter.class);
        return new Happening.Parked(at(record), stage, Cause.kept(letter.getFailureCode(), letter.getParameters()),
                letter.getAttempts());
    }

    private @Nullable String content(@Nullable String keyId, ByteBuffer payload) {
        try {
            return new String(cipher.open(keyId, payload), StandardCharsets.UTF_8);
        } catch (ContentErased | ContentUnreadable e) {
            // Its key is gone: the customer was erased.
            return null;
        }
    }

    private static boolean isLetterOf(String name, String letter) {
        for (Stage stage : Stage.values()) {
            if (letter.equals(name + "@" + stage.wireName())) {
                return true;
            }
        }
        return false;
    }

    private static Instant at(ConsumerRecord<String, byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }
}
