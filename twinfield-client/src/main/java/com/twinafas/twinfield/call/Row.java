package com.twinafas.twinfield.call;

import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;

/** One record of an answer with many; one that cannot be used does not spoil the others. */
public sealed interface Row {

    /** A record. */
    record Usable(RecordXml record) implements Row {
    }

    /** @param code of the record, as far as it can be seen */
    record Unusable(@Nullable String code, Cause cause) implements Row {
    }
}
