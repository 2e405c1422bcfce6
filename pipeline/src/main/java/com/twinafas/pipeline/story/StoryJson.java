package com.twinafas.pipeline.story;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.deadletter.CauseJson;

/** A story as JSON: maps and lists in the order in which they are read best. */
public final class StoryJson {

    private final CauseJson causes = new CauseJson();

    public Map<String, Object> of(Story story) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", story.key().toString());
        story.delivery().ifPresent(delivery -> json.put("delivery", of(delivery)));
        story.orderStatus().ifPresent(status -> json.put("orderStatus", of(status)));
        json.put("open", story.open().stream().map(this::of).toList());
        json.put("story", story.happenings().stream().map(this::of).toList());
        return json;
    }

    private Map<String, Object> of(Happening happening) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", happening.at().toString());
        switch (happening) {
            case Happening.Read read -> {
                json.put("what", "read");
                json.put("state", read.state());
                json.put("revision", read.revision());
                json.put("hash", read.hash());
                put(json, "content", read.content());
            }
            case Happening.Mapped mapped -> {
                json.put("what", "mapped");
                json.put("topic", mapped.topic());
                json.put("documentKind", mapped.documentKind());
                json.put("revision", mapped.revision());
                json.put("settingsVersion", mapped.settingsVersion());
                put(json, "customerRevision", mapped.customerRevision());
                put(json, "content", mapped.content());
            }
            case Happening.Step step -> {
                json.put("what", "step");
                json.put("stage", step.stage());
                json.put("step", step.step());
                put(json, "revision", step.revision());
                json.put("details", step.details());
                put(json, "content", step.content());
            }
            case Happening.Delivered delivered -> {
                json.put("what", "delivery");
                json.put("outcome", delivered.outcome());
                put(json, "code", delivered.code());
                put(json, "documentKind", delivered.documentKind());
                put(json, "administration", delivered.administration());
                json.put("afasKeys", delivered.afasKeys());
                put(json, "revision", delivered.revision());
                put(json, "settingsVersion", delivered.settingsVersion());
                put(json, "intent", delivered.intent());
            }
            case Happening.OrderStatus order -> {
                json.put("what", "order-status");
                json.put("orderNumber", order.orderNumber());
                put(json, "status", order.status());
                put(json, "afasStatus", order.afasStatus());
                json.put("gone", order.gone());
                put(json, "content", order.content());
            }
            case Happening.Parked parked -> {
                json.put("what", "parked");
                json.putAll(causes.of(parked.cause(), parked.stage()));
                json.put("attempts", parked.attempts());
            }
            case Happening.Released released -> {
                json.put("what", "released");
                json.put("stage", released.stage());
            }
            case Happening.Unreadable unreadable -> {
                json.put("what", "unreadable");
                json.put("topic", unreadable.topic());
                json.put("offset", unreadable.offset());
            }
        }
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
