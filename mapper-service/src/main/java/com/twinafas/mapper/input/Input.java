package com.twinafas.mapper.input;

import com.twinafas.mapper.value.ValueType;

/** One thing a mapping reads. */
public sealed interface Input {

    /** What kind of value it has when it is there. */
    ValueType type();

    /**
     * What enrichment found out.
     *
     * @param fromRecord about the record; else about the part at hand
     */
    record Fact(boolean fromRecord, String name, ValueType type) implements Input {
    }

    /** A setting of the tenant or office. */
    record Setting(String name) implements Input {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /** A text of the raw record. */
    record Raw(RawPath path) implements Input {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }
}
