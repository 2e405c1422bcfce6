package com.twinafas.notifier.message;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.schemas.failure.Sentences;

/** A message as JSON, for a program that reads it. */
public final class WebhookBody {

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Words> languages = List.of(new Words(Sentences.ENGLISH), new Words(Sentences.DUTCH));

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
        Map<String, Object> cause = new LinkedHashMap<>();
        cause.put("key", section.cause().key());
        cause.put("code", section.cause().cause().code().name());
        cause.put("category", section.cause().cause().code().category().wireName());
        cause.put("stage", section.cause().stage().wireName());
        cause.put("parameters", section.cause().cause().parameters());
        cause.put("what", inAll(words -> words.what(section.cause().cause())));
        cause.put("toDo", inAll(words -> words.toDo(section.cause().cause())));
        cause.put("records", section.records());
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

    private Map<String, String> inAll(Function<Words, String> text) {
        return languages.stream()
                .collect(Collectors.toMap(Words::language, text, (one, other) -> one, LinkedHashMap::new));
    }
}
