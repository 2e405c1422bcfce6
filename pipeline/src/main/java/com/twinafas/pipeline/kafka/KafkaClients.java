package com.twinafas.pipeline.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Opens Kafka's clients, by their whole configuration: over the network, or to what stands in for a broker. */
interface KafkaClients {

    Consumer<String, byte[]> consumer(Map<String, Object> config);

    Producer<String, byte[]> producer(Map<String, Object> config);

    /** The end a partition has now, open transactions included. */
    long end(TopicPartition partition, Map<String, Object> config);
}
