package com.twinafas.notifier.message;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

import com.twinafas.schemas.failure.Sentences;

/** A message as a mail: Dutch first, then English, as plain text and as HTML. */
public final class MailText {

    private static final int SECTIONS = 20;
    private static final int SUBJECT = 160;
    private static final int WIDTH = 78;
    private static final String RULE = "-".repeat(WIDTH);
    private static final int LABEL = 14;

    private final List<MessageText> languages = List.of(new MessageText(Sentences.DUTCH),
            new MessageText(Sentences.ENGLISH));

    /** One line, free of line breaks whatever a cause quotes. */
    public String subject(Message message) {
        String text = languages.stream().map(language -> language.subject(message)).collect(Collectors.joining(" / "));
        String subject = "[TwinAfas " + message.tenant() + "] " + text;
        return subject.length() <= SUBJECT ? subject : subject.substring(0, SUBJECT - 1) + "…";
    }

    /** For every mail reader. */
    public String plain(Message message) {
        return languages.stream().map(language -> plain(message, language))
                .collect(Collectors.joining("\n" + "=".repeat(WIDTH) + "\n\n"));
    }

    /** The same, laid out. */
    public String html(Message message) {
        return languages.stream().map(language -> html(message, language))
                .collect(Collectors.joining("<hr style=\"margin:32px 0\">",
                        "<!DOCTYPE html><html><body style=\"font-family:sans-serif;font-size:14px;color:#222;"
                                + "max-width:720px\">",
                        "</body></html>"));
    }

    private static String plain(Message message, MessageText words) {
        StringBuilder text = new StringBuilder();
        wrap(text, "", words.intro(message));
        words.shown(message, SECTIONS).forEach((state, sections) -> {
            text.append('\n').append(RULE).append('\n').append(words.head(state)).append('\n').append(RULE)
                    .append('\n');
            int number = 1;
            for (Section section : sections) {
                text.append(number == 1 ? "" : "\n");
                plain(text, number++, section, words);
            }
        });
        text.append('\n').append(RULE).append("\n\n");
        words.rest(message, SECTIONS).ifPresent(line -> wrap(text, "", line + "\n"));
        wrap(text, "", words.outro(message));
        return text.toString();
    }

    private static void plain(StringBuilder text, int number, Section section, MessageText words) {
        wrap(text, "%-4s".formatted(number + "."), words.what(section));
        text.append('\n');
        words.rows(section).forEach((label, lines) -> {
            String name = label;
            for (String line : lines) {
                wrap(text, ("    %-" + LABEL + "s").formatted(name), line);
                name = "";
            }
        });
    }

    private static String html(Message message, MessageText words) {
        StringBuilder html = new StringBuilder("<div lang=\"").append(words.language()).append("\"><p>")
                .append(escape(words.intro(message))).append("</p>");
        words.shown(message, SECTIONS).forEach((state, sections) -> {
            html.append("<h3 style=\"font-size:15px;margin:20px 0 8px;color:").append(color(state)).append("\">")
                    .append(escape(words.head(state))).append("</h3><ol>");
            sections.forEach(section -> html(html, section, words));
            html.append("</ol>");
        });
        words.rest(message, SECTIONS).ifPresent(line -> html.append("<p>").append(escape(line)).append("</p>"));
        return html.append("<p style=\"color:#666\">").append(escape(words.outro(message))).append("</p></div>")
                .toString();
    }

    private static void html(StringBuilder html, Section section, MessageText words) {
        html.append("<li style=\"margin:0 0 18px\"><strong>").append(escape(words.what(section)))
                .append("</strong><table style=\"border-collapse:collapse;margin-top:6px\">");
        words.rows(section).forEach((label, lines) -> html
                .append("<tr><td style=\"color:#666;padding:2px 16px 2px 0;vertical-align:top;white-space:nowrap\">")
                .append(escape(label)).append("</td><td style=\"padding:2px 0\">")
                .append(lines.stream().map(MailText::escape).collect(Collectors.joining("<br>")))
                .append("</td></tr>"));
        html.append("</table></li>");
    }

    private static String color(State state) {
        return switch (state) {
            case NEW -> "#b3261e";
            case OPEN -> "#8a5a00";
            case SOLVED -> "#1b6e3c";
        };
    }

    private static void wrap(StringBuilder text, String start, String content) {
        StringBuilder line = new StringBuilder(start);
        boolean empty = true;
        for (String word : content.split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line.setLength(0);
                line.append(" ".repeat(start.length()));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
