package com.twinafas.notifier.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A message for an incoming webhook of Slack: a header, and a block for each cause. */
public final class SlackBody {

    private static final int HEADER = 150;
    private static final int BLOCK = 2900;

    private final JsonMapper json = JsonMapper.builder().build();
    private final ChatText text = new ChatText(
            part -> part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('*', '·'), "*", "\n");

    /** UTF-8. */
    public byte[] of(Message message) {
        String subject = text.subject(message);
        List<Object> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "header", "text", Map.of("type", "plain_text", "text", cut(subject, HEADER))));
        text.paragraphs(message).forEach(paragraph -> {
            blocks.add(Map.of("type", "divider"));
            blocks.add(Map.of("type", "section", "text",
                    Map.of("type", "mrkdwn", "text", cut(paragraph, BLOCK))));
        });
        return json.writeValueAsString(Map.of("text", subject, "blocks", blocks)).getBytes(StandardCharsets.UTF_8);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
