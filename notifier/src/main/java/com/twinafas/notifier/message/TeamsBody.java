package com.twinafas.notifier.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A message for a workflow of Microsoft Teams that posts what its webhook gets: an Adaptive Card. */
public final class TeamsBody {

    private final JsonMapper json = JsonMapper.builder().build();
    private final ChatText text = new ChatText(
            part -> part.replace('*', '·').replace("[", "(").replace("]", ")"), "**", "\n\n");

    /** UTF-8; below the 28 kB that Teams takes. */
    public byte[] of(Message message) {
        List<Object> body = new ArrayList<>();
        body.add(block(text.subject(message), Map.of("size", "Medium", "weight", "Bolder")));
        text.paragraphs(message).forEach(paragraph -> body.add(block(paragraph, Map.of("separator", true))));
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("body", body);
        card.put("msteams", Map.of("width", "Full"));
        return json.writeValueAsString(Map.of("type", "message", "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> block(String text, Map<String, Object> more) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "TextBlock");
        block.put("text", text);
        block.put("wrap", true);
        block.putAll(more);
        return block;
    }
}
