package com.twinafas.mapper.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.twinafas.mapper.mapping.Rule;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.pipeline.preview.MadeValue;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.FieldValue;

/** Keeps which rule made which value of each update of a record: of an article those of its items apart. */
final class MadeValues implements Trace {

    private final List<MadeValue> values = new ArrayList<>();
    private final Map<String, MadeValues> items = new HashMap<>();

    @Override
    public void made(String place, FieldValue value, Rule rule) {
        values.add(new MadeValue(place, text(value), rule.toString()));
    }

    @Override
    public Trace of(String name) {
        return items.computeIfAbsent(name, item -> new MadeValues());
    }

    /** Those of an update, in the order in which they are sent. */
    List<MadeValue> of(AfasUpdate update) {
        return update instanceof AfasUpdate.ItemUpdate item
                ? items.getOrDefault(item.itemCode(), this).values
                : values;
    }

    private static String text(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Amount(BigDecimal amount) -> amount.toPlainString();
            case FieldValue.Flag(boolean flag) -> String.valueOf(flag);
            case FieldValue.Date(LocalDate date) -> date.toString();
        };
    }
}
