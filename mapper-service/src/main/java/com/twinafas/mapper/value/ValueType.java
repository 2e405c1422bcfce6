package com.twinafas.mapper.value;

import com.twinafas.schemas.update.FieldValue;

/** What kind of value a fact, a field or an operation has. */
public enum ValueType {
    TEXT("text"),
    NUMBER("number"),
    FLAG("yes or no"),
    DATE("date");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    public static ValueType of(FieldValue value) {
        return switch (value) {
            case FieldValue.Text _ -> TEXT;
            case FieldValue.Amount _ -> NUMBER;
            case FieldValue.Flag _ -> FLAG;
            case FieldValue.Date _ -> DATE;
        };
    }

    /** As people are told. */
    public String label() {
        return label;
    }
}
