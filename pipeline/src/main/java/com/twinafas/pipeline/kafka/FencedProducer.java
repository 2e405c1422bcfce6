package com.twinafas.pipeline.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * The one producer of its name that a tenant has: opening it ends what another had open and stops that one for good.
 * Not for several threads at once.
 */
public final class FencedProducer implements AutoCloseable {

    private static final Duration LAST_SENDING = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private volatile boolean lost;

    private FencedProducer(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** @throws KafkaException when that is not possible now */
    public static FencedProducer open(TenantKafka kafka, String name) {
        FencedProducer opened = new FencedProducer(kafka.transactionalProducer(name));
        try {
            opened.producer.initTransactions();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Whether another one was opened, or it is not known how a commit ended: only a new one that reads all can tell. */
    public boolean isLost() {
        return lost;
    }

    /**
     * Commits all of the records.
     *
     * @throws KafkaException when none of them is; unless this one is lost, they can be sent again
     */
    public void commit(List<ProducerRecord<String, byte[]>> records) {
        try {
            producer.beginTransaction();
            for (ProducerRecord<String, byte[]> record : records) {
                // What goes wrong with one of them is thrown by the commit.
                Future<RecordMetadata> _ = producer.send(record);
            }
            producer.commitTransaction();
        } catch (KafkaException e) {
            try {
                producer.abortTransaction();
            } catch (RuntimeException fatal) {
                lost = true;
                e.addSuppressed(fatal);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        producer.close(LAST_SENDING);
    }
}
