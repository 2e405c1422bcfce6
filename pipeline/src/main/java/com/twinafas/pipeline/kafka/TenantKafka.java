package com.twinafas.pipeline.kafka;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.registry.RegistryUnavailable;
import com.twinafas.schemas.topic.Topic;

/**
 * The topics of one tenant. Values travel as bytes through the clients and are read and written here, so that an
 * unreadable record is a value to handle and not a consumer that stands still.
 */
public class TenantKafka implements AutoCloseable {

    /** In bytes; a transaction with thousands of lines is a few of the 64 MB that one answer may have. */
    public static final int LARGEST_RECORD = 10 * 1024 * 1024;

    /** In bytes. */
    private static final int BATCH = 128 * 1024;

    /** The broker forgets whole segments: by default a week's. */
    private static final Duration SEGMENT = Duration.ofDays(1);
    /** A key that was destroyed leaves the broker's disk in seconds, not when a segment happens to be full. */
    private static final Map<String, String> FORGETTING = Map.of(TopicConfig.SEGMENT_MS_CONFIG, "10000",
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "10000", TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "1000");

    private final String tenant;
    private final Map<String, Object> properties;
    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;
    private final KafkaClients clients;

    /** @param properties of every client: addresses, security, registry and the serializer's own keys */
    public TenantKafka(String tenant, Map<String, Object> properties, Serializer<Object> serializer,
            Deserializer<Object> deserializer) {
        this(tenant, properties, serializer, deserializer, new NetworkClients());
    }

    TenantKafka(String tenant, Map<String, Object> properties, Serializer<Object> serializer,
            Deserializer<Object> deserializer, KafkaClients clients) {
        this.clients = clients;
        this.tenant = tenant;
        this.properties = Map.copyOf(properties);
        this.serializer = serializer;
        this.deserializer = deserializer;
        serializer.configure(properties, false);
        deserializer.configure(properties, false);
    }

    public String tenant() {
        return tenant;
    }

    /** The tenant's name of a topic. */
    public String name(Topic topic) {
        return topic.of(tenant);
    }

    /** The only partition of a topic. */
    public TopicPartition partition(Topic topic) {
        return new TopicPartition(name(topic), 0);
    }

    /** A consumer of committed records, from the earliest, that commits nothing by itself. */
    public Consumer<String, byte[]> consumer(@Nullable String group, Map<String, Object> overrides) {
        Map<String, Object> config = new HashMap<>(properties);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        if (group != null) {
            config.put(ConsumerConfig.GROUP_ID_CONFIG, tenant + "." + group);
            // A killed process holds its partitions until its session ends; a broker allows no less unless told to.
            config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
            // Who stands by hears of its turn with a heartbeat.
            config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
        }
        config.putAll(overrides);
        return clients.consumer(config);
    }

    /**
     * A transactional producer. Its name is the fence: {@code initTransactions} ends what another producer of the same
     * name had open and stops it for good.
     */
    public Producer<String, byte[]> transactionalProducer(String name) {
        Map<String, Object> config = producerConfig();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, tenant + "." + name);
        // What a killed process left open holds up every reader until then.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000);
        return clients.producer(config);
    }

    /**
     * A consumer of no group that is asked for the ends of topics while it reads them. The broker answers one question of
     * a connection after the other: behind a fetch that waits for records that one would wait half a second.
     */
    public Consumer<String, byte[]> follower() {
        return consumer(null, Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10));
    }

    /** A producer without transactions. */
    public Producer<String, byte[]> producer() {
        return clients.producer(producerConfig());
    }

    /** A record for a topic; without a value it deletes the key from a compacted topic. */
    public ProducerRecord<String, byte[]> record(Topic topic, String key, @Nullable SpecificRecord value) {
        String name = name(topic);
        return new ProducerRecord<>(name, 0, key, value == null ? null : serializer.serialize(name, value));
    }

    /**
     * The value of a consumed record that has one.
     *
     * @throws UnreadableRecord when the bytes are not a record of the type
     * @throws RetriableException when the schema registry does not answer: then nothing is wrong with the record
     */
    public <V extends SpecificRecord> V read(ConsumerRecord<String, byte[]> record, Class<V> type)
            throws UnreadableRecord {
        try {
            return type.cast(deserializer.deserialize(record.topic(), record.value()));
        } catch (SerializationException | ClassCastException | AvroRuntimeException e) {
            // Confluent's deserializer has no failure of its own for a registry that does not answer.
            if (e.getCause() instanceof SocketException || e.getCause() instanceof SocketTimeoutException) {
                throw new RegistryUnavailable("The schema registry does not answer", e);
            }
            throw new UnreadableRecord(record.topic(), e);
        }
    }

    /**
     * Reads a topic from its start to the end it has now. Waits for transactions that are open there, because what
     * committed behind one cannot be seen before it ends; so it is never called with one open in the same thread.
     */
    public void readToEnd(Topic topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> handler) {
        TopicPartition partition = partition(topic);
        long end = end(topic);
        try (Consumer<String, byte[]> consumer = consumer(null, Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(handler);
            }
        }
    }

    /** The end a topic has now, open transactions included. */
    public long end(Topic topic) {
        return clients.end(partition(topic), properties);
    }

    /**
     * Creates the topics of the catalogue that do not exist yet.
     *
     * @param replicationFactor null leaves it to the broker
     */
    public void createTopics(@Nullable Short replicationFactor) {
        createTopics(replicationFactor, Map.of());
    }

    /**
     * Creates the topics of the catalogue that do not exist yet, and sees to it that those that are named keep their
     * records so long.
     *
     * @param replicationFactor null leaves it to the broker
     * @param retention         by name of a topic, where it is not that of the catalogue
     */
    public void createTopics(@Nullable Short replicationFactor, Map<String, Duration> retention) {
        Map<String, Object> config = new HashMap<>(properties);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        try (Admin admin = Admin.create(config)) {
            Set<String> existing = new HashSet<>(admin.listTopics().names().get());
            List<NewTopic> missing = Topic.catalogue().stream().filter(topic -> !existing.contains(name(topic)))
                    .map(topic -> new NewTopic(name(topic), Optional.of(1), Optional.ofNullable(replicationFactor))
                            .configs(config(topic, retention.get(topic.name()))))
                    .collect(Collectors.toList());
            create(admin, missing);
            if (!retention.isEmpty()) {
                admin.incrementalAlterConfigs(retention.entrySet().stream().collect(Collectors.toMap(
                        one -> new ConfigResource(ConfigResource.Type.TOPIC, tenant + "." + one.getKey()),
                        one -> List.of(set(TopicConfig.RETENTION_MS_CONFIG, one.getValue()),
                                set(TopicConfig.SEGMENT_MS_CONFIG, SEGMENT)))))
                        .all().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics of tenant " + tenant + " cannot be created", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the topics of tenant " + tenant + " were created", e);
        }
    }

    private static void create(Admin admin, List<NewTopic> topics) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            // Another process was quicker.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static AlterConfigOp set(String name, Duration value) {
        return new AlterConfigOp(new ConfigEntry(name, String.valueOf(value.toMillis())), AlterConfigOp.OpType.SET);
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    private Map<String, Object> producerConfig() {
        Map<String, Object> config = new HashMap<>(properties);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A step of the mapper makes hundreds of records of some kilobytes; ten of them at a time keep a broker busy.
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        // Committing a transaction polls the coordinator; its default back-off of 100 ms is most of a commit's time.
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        // On a new topic a broker may refuse a producer's first batch for a moment and take the ones behind it; the
        // first is then out of order for good. One batch at a time cannot be overtaken.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return config;
    }

    /** What a topic of the catalogue is made with, unless its records are to be kept for another time. */
    public static Map<String, String> config(Topic topic) {
        return config(topic, null);
    }

    private static Map<String, String> config(Topic topic, @Nullable Duration kept) {
        Duration retention = kept == null ? topic.retention() : kept;
        Map<String, String> cleanUp = retention == null
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()),
                        TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(SEGMENT.toMillis()));
        Map<String, String> config = new HashMap<>(cleanUp);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGEST_RECORD));
        if (topic.equals(Topic.KEYS)) {
            config.putAll(FORGETTING);
        }
        return config;
    }
}
