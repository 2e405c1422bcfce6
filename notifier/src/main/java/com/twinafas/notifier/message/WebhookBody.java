package com.twinafas.notifier.message;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.pipeline.deadletter.CauseJson;

/** A message as JSON, for a program that reads it. */
public final class WebhookBody {

    private final JsonMapper json = JsonMapper.builder().build();
    private final CauseJson causes = new CauseJson();

    /** UTF-8. */
    public byte[] of(Message message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", message.id());
        body.put("tenant", message.tenant());
        body.put("at", message.at().toString());
        body.put("records", message.records());
        body.put("causes", message.sections().stream().map(this::cause).toList());
        return json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> cause(Section section) {
        StagedCause staged = section.cause();
        Map<String, Object> cause = causes.of(staged.cause(), staged.stage().wireName());
        cause.put("state", section.state().wireName());
        cause.put("since", section.since().toString());
        cause.put("until", section.until() == null ? null : section.until().toString());
        cause.put("records", section.records());
        cause.put("seen", section.seen());
        cause.put("held", section.groups().stream().map(WebhookBody::group).toList());
        cause.put("others", section.others());
        return cause;
    }

    private static Map<String, Object> group(Section.Group group) {
        Map<String, Object> held = new LinkedHashMap<>();
        held.put("office", group.office());
        held.put("kind", group.kind().wireName());
        held.put("count", group.count());
        held.put("numbers", group.numbers());
        return held;
    }
}
