package com.twinafas.standalone.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.schemas.registry.Compatibility;
import com.twinafas.schemas.registry.Registry.Version;
import com.twinafas.schemas.registry.SchemaBook;

/**
 * A schema book on a compacted topic, in the records that Confluent's registry keeps there, so that one can take over
 * from the other. Several processes may share the topic: who writes takes the fence first and reads to the end, and a
 * write of who lost the fence does not happen.
 */
final class SchemaLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaLog.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int TRIES = 10;
    private static final int LONGEST_PAUSE_MILLIS = 200;

    private final Map<String, Object> connection;
    private final TopicPartition partition;
    private final RandomGenerator random;
    private final SchemaBook book = new SchemaBook();
    private final KafkaConsumer<String, String> consumer;
    private @Nullable KafkaProducer<String, String> producer;

    /** @param connection addresses and security of the broker */
    SchemaLog(Map<String, Object> connection, String topic, RandomGenerator random) {
        this.connection = Map.copyOf(connection);
        this.random = random;
        this.partition = new TopicPartition(topic, 0);
        create(topic);
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        readToEnd();
    }

    /** What the book says; when it says nothing, what it says after reading what others wrote. */
    synchronized <T> Optional<T> find(Function<SchemaBook, Optional<T>> question) {
        Optional<T> answer = question.apply(book);
        if (answer.isPresent()) {
            return answer;
        }
        readToEnd();
        return question.apply(book);
    }

    /** What the book says after reading what others wrote. */
    synchronized <T> T ask(Function<SchemaBook, T> question) {
        readToEnd();
        return question.apply(book);
    }

    /** The version of the subject with this schema, new if there is none; empty when it is not compatible. */
    synchronized Optional<Version> register(String subject, Schema schema) {
        Optional<Version> known = book.find(subject, schema);
        return known.isPresent() ? known : written(() -> {
            Optional<Version> others = book.find(subject, schema);
            if (others.isPresent() || !book.allows(subject, schema)) {
                return others;
            }
            Version next = book.next(subject, schema);
            write(key("SCHEMA", subject, next.version()), Map.of("subject", subject, "version", next.version(), "id",
                    next.id(), "schema", schema.toString(), "deleted", false));
            return Optional.of(book.add(next));
        });
    }

    /** @param subject null sets the level of all subjects that have none of their own */
    synchronized void compatibility(@Nullable String subject, Compatibility level) {
        written(() -> {
            write(key("CONFIG", subject, null), Map.of("compatibilityLevel", level.name()));
            enterLevel(subject, level);
            return level;
        });
    }

    @Override
    public synchronized void close() {
        letGo();
        consumer.close();
    }

    /**
     * Runs the step with the fence in hand and the book complete. When another process took the fence, or the broker
     * does not say whether it has the record, again from the start: what is there by then is found.
     */
    private <T> T written(Supplier<T> step) {
        for (int attempt = 1;; attempt++) {
            try {
                if (producer == null) {
                    producer = takeFence();
                    readToEnd();
                }
                return step.get();
            } catch (KafkaException e) {
                letGo();
                if (attempt == TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Of a random length, so that two processes do not take the fence from each other for ever. */
    private void pause() {
        try {
            Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing a schema", e);
        }
    }

    private KafkaProducer<String, String> takeFence() {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, partition.topic() + "-registry");
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        KafkaProducer<String, String> fenced = new KafkaProducer<>(config, new StringSerializer(),
                new StringSerializer());
        fenced.initTransactions();
        return fenced;
    }

    private void letGo() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private void write(String key, Map<String, Object> value) {
        KafkaProducer<String, String> writer = Objects.requireNonNull(producer);
        writer.beginTransaction();
        var sent = writer.send(
                new ProducerRecord<>(partition.topic(), 0, key,
                        JSON.writeValueAsString(new TreeMap<>(value))));
        writer.commitTransaction();
        if (!sent.isDone()) {
            throw new IllegalStateException("Committed without the record");
        }
    }

    private static String key(String type, @Nullable String subject, @Nullable Integer version) {
        // Confluent's order of fields: the key's bytes decide what is compacted.
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("keytype", type);
        key.put("subject", subject);
        if (version != null) {
            key.put("version", version);
        }
        key.put("magic", version == null ? 0 : 1);
        return JSON.writeValueAsString(key);
    }

    private void readToEnd() {
        long end = end();
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(this::enter);
        }
    }

    /** Behind a commit whose marker is still under way, which a consumer of committed records does not see yet. */
    private long end() {
        try (Admin admin = Admin.create(connection)) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition).get().offset();
        } catch (ExecutionException e) {
            throw new KafkaException("The topic of the schema registry cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading schemas", e);
        }
    }

    private void enter(ConsumerRecord<String, String> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        try {
            JsonNode key = JSON.readTree(record.key());
            JsonNode value = JSON.readTree(record.value());
            switch (key.path("keytype").asString("")) {
                case "SCHEMA" -> book.add(new Version(value.path("subject").asString(), value.path("version").asInt(),
                        value.path("id").asInt(), new Schema.Parser().parse(value.path("schema").asString())));
                case "CONFIG" -> enterLevel(key.path("subject").asString(null),
                        Compatibility.valueOf(value.path("compatibilityLevel").asString()));
                default -> LOG.atDebug().addKeyValue("offset", record.offset()).log("A record of another kind");
            }
        } catch (JacksonException | AvroRuntimeException | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A record of the schema registry cannot be read and is left out");
        }
    }

    private void enterLevel(@Nullable String subject, Compatibility level) {
        if (subject == null) {
            book.compatibility(level);
        } else {
            book.compatibility(subject, level);
        }
    }

    private void create(String topic) {
        try (Admin admin = Admin.create(connection)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)))).all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("The topic of the schema registry cannot be made", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the schema registry started", e);
        }
    }
}
