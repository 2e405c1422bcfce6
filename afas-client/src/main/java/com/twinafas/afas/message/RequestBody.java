package com.twinafas.afas.message;

import java.io.StringWriter;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/**
 * The JSON of an UpdateConnector request (afas-api §3.1).
 * <p>
 * AFAS's examples mix forms; its OpenAPI describes one and the same for every connector, and that is what is written:
 * the root's {@code Element} is an object, {@code Objects} is an array with one named object in each entry, and the
 * {@code Element} of a nested object is an array, also when it has one row. Numbers are plain JSON numbers, never in
 * scientific notation; dates are {@code yyyy-MM-dd}; flags are booleans.
 */
public final class RequestBody {

    private RequestBody() {
    }

    public static String of(AfasRequest request) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart(request.root());
            json.writeName("Element");
            element(json, request.element());
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void element(JsonGenerator json, AfasElement element) {
        json.writeStartObject();
        if (!element.fields().isEmpty() || element.objects().isEmpty()) {
            json.writeObjectPropertyStart("Fields");
            element.fields().forEach((name, value) -> field(json, name, value));
            json.writeEndObject();
        }
        if (!element.objects().isEmpty()) {
            objects(json, element.objects());
        }
        json.writeEndObject();
    }

    private static void objects(JsonGenerator json, SequencedMap<String, List<AfasElement>> objects) {
        json.writeArrayPropertyStart("Objects");
        objects.forEach((name, elements) -> {
            json.writeStartObject();
            json.writeObjectPropertyStart(name);
            json.writeArrayPropertyStart("Element");
            elements.forEach(nested -> element(json, nested));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private static void field(JsonGenerator json, String name, FieldValue value) {
        json.writeName(name);
        switch (value) {
            case FieldValue.Text text -> json.writeString(text.value());
            // As text, because a generator may write a BigDecimal in scientific notation.
            case FieldValue.Amount amount -> json.writeNumber(amount.value().toPlainString());
            case FieldValue.Flag flag -> json.writeBoolean(flag.value());
            case FieldValue.Date date -> json.writeString(date.value().toString());
        }
    }
}
