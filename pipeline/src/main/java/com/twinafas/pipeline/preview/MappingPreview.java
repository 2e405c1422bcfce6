package com.twinafas.pipeline.preview;

import java.util.List;
import java.util.Optional;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** Maps records as they are now; the mapper does. */
public interface MappingPreview {

    /**
     * The records with these keys, in their order; those that no topic knows are left out.
     *
     * @param mapping YAML of a mapping to try; empty takes the one in force
     * @throws IllegalArgumentException when the mapping has mistakes; the message names each with its line and column
     */
    List<MappedRecord> of(List<RecordKey> keys, Optional<String> mapping);

    /** The records of a kind that changed last, the newest first. */
    List<RecordKey> last(RecordKind kind, int number);
}
