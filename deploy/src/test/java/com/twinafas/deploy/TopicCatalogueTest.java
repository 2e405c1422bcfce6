package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/** The chart makes the topics that the code would make. */
class TopicCatalogueTest {

    private static final Path CATALOGUE = Chart.FOLDER.resolve("files/topics.yaml");
    private static final String ANEW = "Write it anew: ./mvnw test -pl deploy -am -Dtest=TopicCatalogueTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtwinafas.write-documents=true";

    @Test
    void catalogueIsOfToday() throws IOException {
        String today = catalogue();
        if (Boolean.getBoolean("twinafas.write-documents")) {
            Files.writeString(CATALOGUE, today);
        }

        assertThat(CATALOGUE).as(ANEW).content().isEqualTo(today);
    }

    private static String catalogue() {
        StringBuilder text = new StringBuilder("# Made from the code's catalogue by TopicCatalogueTest.\n");
        for (Topic topic : Topic.catalogue()) {
            text.append("- name: ").append(topic.name()).append("\n  config:\n");
            new TreeMap<>(TenantKafka.config(topic)).forEach((key, value) -> text.append("    ").append(key)
                    .append(": \"").append(value).append("\"\n"));
        }
        return text.toString();
    }
}
