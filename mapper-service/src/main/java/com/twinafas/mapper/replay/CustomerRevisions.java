package com.twinafas.mapper.replay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.engine.RawReading;
import com.twinafas.mapper.entry.EntryMapper;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.twinfield.xml.XmlElement;

/** The revision of every customer, as it was when the work on a job began. */
final class CustomerRevisions {

    private final KeyTable table = new KeyTable(1);

    /** Reads all that are committed. */
    void readAll(TenantKafka kafka, RawReading reading) {
        kafka.readToEnd(Topic.CUSTOMER, record -> {
            if (record.key() == null || record.value() == null) {
                return;
            }
            try {
                table.set(table.add(record.key()), 0, reading.envelope(record).raw().getRevision());
            } catch (UnreadableRecord e) {
                table.remove(record.key());
            }
        });
    }

    /**
     * The revision of the customers that a record brings with it: the newest, 0 when it has none. Of a record about one
     * customer the key of its content says which, so most need not be decrypted for it.
     *
     * @return empty when one of them is not known
     * @throws Unmappable when its content had to be read and cannot
     */
    Optional<Long> of(RawReading.Envelope envelope, RawReading reading) {
        RecordKey customer = reading.customer(envelope);
        return customer == null
                ? newest(envelope.key().office(), customers(reading.record(envelope)))
                : newest(customer.office(), List.of(customer.code()));
    }

    private Optional<Long> newest(String office, Collection<String> codes) {
        long newest = 0;
        for (String code : codes) {
            int row = table.row(new RecordKey(office, RecordKind.CUSTOMER, code).toString());
            if (row == KeyTable.NONE) {
                return Optional.empty();
            }
            newest = Math.max(newest, table.get(row, 0));
        }
        return Optional.of(newest);
    }

    private static Collection<String> customers(SourceRecord record) {
        XmlElement element = record.element();
        if (element == null) {
            return List.of();
        }
        return switch (record.key().kind()) {
            case SALES_INVOICE -> named(element.textAt("header", "customer"));
            case TRANSACTION -> EntryMapper.customers(element);
            case CUSTOMER, ARTICLE, REFERENCE -> List.of();
        };
    }

    private static List<String> named(@Nullable String code) {
        return code == null ? List.of() : List.of(code);
    }
}
