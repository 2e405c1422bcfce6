package com.twinafas.pipeline.preview;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.deadletter.CauseJson;
import com.twinafas.pipeline.preview.Previews.Preview;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Stage;

/** Previews as JSON: maps and lists in the order in which they are read best. */
public final class PreviewJson {

    private final CauseJson causes = new CauseJson();

    public Map<String, Object> of(List<Preview> previews) {
        return Map.of("previews", previews.stream().map(this::of).toList());
    }

    private Map<String, Object> of(Preview preview) {
        MappedRecord record = preview.record();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", record.key().toString());
        put(json, "raw", record.raw());
        put(json, "because", record.because());
        put(json, "refusal", cause(record.refusal(), Stage.MAP));
        json.put("updates", IntStream.range(0, record.updates().size())
                .mapToObj(i -> of(record.updates().get(i), preview.deliveries().get(i))).toList());
        return json;
    }

    private Map<String, Object> of(MappedUpdate update, PlannedDelivery delivery) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", update.key().toString());
        json.put("documentKind", update.content().documentKind().wireName());
        json.put("settingsVersion", update.settingsVersion());
        json.put("values", update.values().stream().map(PreviewJson::of).toList());
        json.put("outcome", delivery.outcome());
        put(json, "refusal", cause(delivery.refusal(), Stage.WRITE));
        json.put("requests", delivery.requests().stream().map(PreviewJson::of).toList());
        json.put("differences", delivery.differences().stream().map(PreviewJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(MadeValue value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("field", value.field());
        json.put("value", value.value());
        json.put("rule", value.rule());
        return json;
    }

    private static Map<String, Object> of(PlannedDelivery.Request request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", request.method());
        json.put("connector", request.connector());
        json.put("body", request.body());
        return json;
    }

    private static Map<String, Object> of(Difference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("field", difference.field());
        put(json, "now", difference.now());
        json.put("then", difference.then());
        return json;
    }

    private @Nullable Map<String, Object> cause(@Nullable Cause cause, Stage stage) {
        return cause == null ? null : causes.of(cause, stage.wireName());
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
