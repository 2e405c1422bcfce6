package com.twinafas.pipeline.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** Puts together what the mapper and the writer say about records. */
public final class Previews {

    private final MappingPreview mapping;
    private final DeliveryPreview delivery;

    public Previews(MappingPreview mapping, DeliveryPreview delivery) {
        this.mapping = mapping;
        this.delivery = delivery;
    }

    /** A record with what would become of each of its updates. */
    public record Preview(MappedRecord record, List<PlannedDelivery> deliveries) {

        public Preview {
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * What would happen with these records.
     *
     * @param tried YAML of a mapping to try; empty takes the one in force
     * @throws IllegalArgumentException when the mapping has mistakes
     */
    public List<Preview> of(List<RecordKey> keys, Optional<String> tried) {
        List<MappedRecord> records = mapping.of(keys, tried);
        List<PlannedDelivery> deliveries = delivery
                .of(records.stream().flatMap(record -> record.updates().stream()).toList());
        List<Preview> previews = new ArrayList<>();
        int next = 0;
        for (MappedRecord record : records) {
            int end = next + record.updates().size();
            previews.add(new Preview(record, deliveries.subList(next, end)));
            next = end;
        }
        return previews;
    }

    /** What would happen with the records of a kind that changed last, the newest first. */
    public List<Preview> last(RecordKind kind, int number, Optional<String> tried) {
        return of(mapping.last(kind, number), tried);
    }
}
