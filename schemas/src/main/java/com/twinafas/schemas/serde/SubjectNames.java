package com.twinafas.schemas.serde;

import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Confluent's three rules for the subject of a topic's schema, known by the class names of its strategies. */
enum SubjectNames {
    TOPIC("TopicNameStrategy"),
    RECORD("RecordNameStrategy"),
    TOPIC_RECORD("TopicRecordNameStrategy");

    private final String strategy;

    SubjectNames(String strategy) {
        this.strategy = strategy;
    }

    /** @param className full or simple name of a strategy */
    static SubjectNames of(String key, String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return Arrays.stream(values()).filter(names -> names.strategy.equals(simple)).findFirst()
                .orElseThrow(() -> new ConfigException(key, className, "is not a known subject name strategy"));
    }

    String subject(String topic, boolean isKey, Schema schema) {
        return switch (this) {
            case TOPIC -> topic + (isKey ? "-key" : "-value");
            case RECORD -> schema.getFullName();
            case TOPIC_RECORD -> topic + "-" + schema.getFullName();
        };
    }
}
