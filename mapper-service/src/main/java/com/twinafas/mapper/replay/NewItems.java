package com.twinafas.mapper.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Stock;
import com.twinafas.schemas.avro.StockState;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * Articles that AFAS turns out to have: made by our own flow, or in the stock that is read back, which lists them all.
 * AFAS itself is not asked.
 */
final class NewItems implements AutoCloseable {

    private static final String ITEM = "ItCd";
    private static final String IN_KEY = "/" + RecordKind.ARTICLE.wireName() + "/";
    private static final Duration GLANCE = Duration.ofMillis(5);
    private static final int MOST_POLLS = 20;

    private final TenantKafka kafka;
    private final Consumer<String, byte[]> consumer;

    /** From where their topics end now: what was there before is no news. */
    NewItems(TenantKafka kafka) {
        this.kafka = kafka;
        this.consumer = kafka.consumer(null, Map.of());
        List<TopicPartition> partitions = List.of(kafka.partition(Topic.STOCK), kafka.partition(Topic.DELIVERY));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Codes of those that were seen since the last call, and when. */
    Map<String, Instant> next() {
        Map<String, Instant> codes = new HashMap<>();
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            var records = consumer.poll(GLANCE);
            records.forEach(record -> read(record, codes));
            if (records.isEmpty()) {
                break;
            }
        }
        return codes;
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<String, Instant> codes) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        Instant at = Instant.ofEpochMilli(record.timestamp());
        try {
            if (record.topic().equals(kafka.name(Topic.STOCK))) {
                Stock stock = kafka.read(record, Stock.class);
                if (stock.getState() == StockState.PRESENT) {
                    codes.put(stock.getItem(), at);
                }
            } else if (record.key().contains(IN_KEY)) {
                String code = kafka.read(record, Delivery.class).getAfasKeys().get(ITEM);
                if (code != null) {
                    codes.put(code, at);
                }
            }
        } catch (UnreadableRecord e) {
            // Whoever works by it tells; here it is no news.
            return;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
