package com.twinafas.pipeline.kafka;

import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** On a broker of its own in a container; skipped where there is no Docker. */
@ExtendWith(DockerCondition.class)
@Testcontainers(disabledWithoutDocker = true)
class TenantKafkaContainerIT extends TenantKafkaContract {

    @Container
    private static final KafkaContainer BROKER = new KafkaContainer("apache/kafka:4.2.1");

    @Override
    String bootstrapServers() {
        return BROKER.getBootstrapServers();
    }
}
