package com.twinafas.pipeline.replay;

import java.util.ArrayList;
import java.util.List;

import com.twinafas.schemas.key.RecordKey;

/**
 * How many records something was found of.
 *
 * @param examples the first ones
 */
public record Finding(long records, List<RecordKey> examples) {

    private static final int EXAMPLES = 3;

    public Finding {
        examples = List.copyOf(examples);
    }

    /** It was found of one record. */
    public static Finding of(RecordKey record) {
        return new Finding(1, List.of(record));
    }

    /** With those of another part of the same job. */
    public Finding and(Finding more) {
        List<RecordKey> both = new ArrayList<>(examples);
        both.addAll(more.examples);
        return new Finding(records + more.records, both.subList(0, Math.min(EXAMPLES, both.size())));
    }
}
