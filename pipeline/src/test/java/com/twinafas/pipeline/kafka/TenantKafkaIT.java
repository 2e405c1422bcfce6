package com.twinafas.pipeline.kafka;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

/** On a broker in this process. */
@EmbeddedKafka(partitions = 1)
class TenantKafkaIT extends TenantKafkaContract {

    private final EmbeddedKafkaBroker broker;

    TenantKafkaIT(EmbeddedKafkaBroker broker) {
        this.broker = broker;
    }

    @Override
    String bootstrapServers() {
        return broker.getBrokersAsString();
    }
}
