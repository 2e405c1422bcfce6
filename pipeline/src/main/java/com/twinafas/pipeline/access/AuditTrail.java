package com.twinafas.pipeline.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Audit;
import com.twinafas.schemas.topic.Topic;

/** Who changed what and when: on topic {@code audit}, and in the log. */
public final class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TenantKafka kafka;

    AuditTrail(TenantKafka kafka) {
        this.kafka = kafka;
    }

    /** Writes it down; blocks until it is. */
    void add(Audit audit) {
        LOG.atInfo().addKeyValue("tenant", kafka.tenant()).addKeyValue("by", audit.getBy())
                .log("{} {} was answered with {}", audit.getMethod(), audit.getPath(), audit.getStatus());
        try (Producer<String, byte[]> producer = kafka.producer()) {
            producer.send(kafka.record(Topic.AUDIT, audit.getBy(), audit)).get(PATIENCE.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.atError().addKeyValue("tenant", kafka.tenant())
                    .log("A change stands in the log but not on topic audit: Kafka does not take it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last ones, latest first. */
    public List<Audit> last(int most) {
        Deque<Audit> last = new ArrayDeque<>();
        kafka.readToEnd(Topic.AUDIT, record -> {
            try {
                last.addFirst(kafka.read(record, Audit.class));
                if (last.size() > most) {
                    last.removeLast();
                }
            } catch (UnreadableRecord e) {
                LOG.atWarn().addKeyValue("topic", record.topic()).log("An audit record cannot be read");
            }
        });
        return List.copyOf(last);
    }
}
