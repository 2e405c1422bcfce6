package com.twinafas.mapper.mapping;

import com.twinafas.schemas.update.FieldValue;

/** Hears which rule made which value. */
@FunctionalInterface
public interface Trace {

    /** Hears nothing. */
    Trace NONE = (place, value, rule) -> {
    };

    /** @param place of the value in the element, for example {@code FbSalesLines[2]/QuUn} */
    void made(String place, FieldValue value, Rule rule);

    /** What hears of one of several elements that a record makes, by the name that tells it from the others. */
    default Trace of(String name) {
        return this;
    }
}
