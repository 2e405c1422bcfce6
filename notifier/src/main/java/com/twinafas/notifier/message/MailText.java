package com.twinafas.notifier.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

import com.twinafas.schemas.failure.Sentences;

/** A message as a mail: Dutch first, then English, as plain text and as HTML. */
public final class MailText {

    private static final int SECTIONS = 20;
    private static final int SUBJECT = 160;
    private static final int WIDTH = 78;
    private static final String RULE = "-".repeat(WIDTH);
    private static final int LABEL = 14;

    private final List<Words> languages = List.of(new Words(Sentences.DUTCH), new Words(Sentences.ENGLISH));

    /** One line, free of line breaks whatever a cause quotes. */
    public String subject(Message message) {
        String text = languages.stream().map(words -> subject(message, words)).collect(Collectors.joining(" / "));
        String subject = "[TwinAfas " + message.tenant() + "] " + text;
        return subject.length() <= SUBJECT ? subject : subject.substring(0, SUBJECT - 1) + "…";
    }

    /** For every mail reader. */
    public String plain(Message message) {
        return languages.stream().map(words -> plain(message, words))
                .collect(Collectors.joining("\n" + "=".repeat(WIDTH) + "\n\n"));
    }

    /** The same, laid out. */
    public String html(Message message) {
        return languages.stream().map(words -> html(message, words))
                .collect(Collectors.joining("<hr style=\"margin:32px 0\">",
                        "<!DOCTYPE html><html><body style=\"font-family:sans-serif;font-size:14px;color:#222;"
                                + "max-width:720px\">",
                        "</body></html>"));
    }

    private static String subject(Message message, Words words) {
        return message.sections().size() == 1
                ? words.what(message.sections().getFirst().cause().cause())
                : words.text("subject", words.records(message.records()), words.causes(message.sections().size()));
    }

    private static String plain(Message message, Words words) {
        StringBuilder text = new StringBuilder();
        wrap(text, "", intro(message, words));
        List<Section> shown = shown(message);
        for (int number = 1; number <= shown.size(); number++) {
            Section section = shown.get(number - 1);
            text.append('\n').append(RULE).append('\n');
            wrap(text, "%-4s".formatted(number + "."), words.what(section.cause().cause()));
            text.append('\n');
            rows(section, words).forEach((label, lines) -> {
                String name = label;
                for (String line : lines) {
                    wrap(text, ("    %-" + LABEL + "s").formatted(name), line);
                    name = "";
                }
            });
        }
        text.append('\n').append(RULE).append("\n\n");
        rest(message, words).ifPresent(line -> wrap(text, "", line + "\n"));
        wrap(text, "", words.text("outro"));
        return text.toString();
    }

    private static String html(Message message, Words words) {
        StringBuilder html = new StringBuilder("<div lang=\"").append(words.language()).append("\"><p>")
                .append(escape(intro(message, words))).append("</p><ol>");
        for (Section section : shown(message)) {
            html.append("<li style=\"margin:0 0 18px\"><strong>").append(escape(words.what(section.cause().cause())))
                    .append("</strong><table style=\"border-collapse:collapse;margin-top:6px\">");
            rows(section, words).forEach((label, lines) -> html
                    .append("<tr><td style=\"color:#666;padding:2px 16px 2px 0;vertical-align:top;white-space:nowrap\">")
                    .append(escape(label)).append("</td><td style=\"padding:2px 0\">")
                    .append(lines.stream().map(MailText::escape).collect(Collectors.joining("<br>")))
                    .append("</td></tr>"));
            html.append("</table></li>");
        }
        html.append("</ol>");
        rest(message, words).ifPresent(line -> html.append("<p>").append(escape(line)).append("</p>"));
        return html.append("<p style=\"color:#666\">").append(escape(words.text("outro"))).append("</p></div>")
                .toString();
    }

    private static String intro(Message message, Words words) {
        return words.text("intro", message.tenant(), words.records(message.records()),
                words.causes(message.sections().size()));
    }

    private static List<Section> shown(Message message) {
        return message.sections().subList(0, Math.min(SECTIONS, message.sections().size()));
    }

    /** What is left of a message of very many causes: how many of which code. */
    private static Optional<String> rest(Message message, Words words) {
        List<Section> rest = message.sections().subList(shown(message).size(), message.sections().size());
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> byCode = rest.stream().collect(Collectors
                .groupingBy(section -> section.cause().cause().code().name(), TreeMap::new, Collectors.counting()));
        return Optional.of(words.text("rest", words.causes(rest.size())) + " " + byCode.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")").collect(Collectors.joining(", ")));
    }

    private static Map<String, List<String>> rows(Section section, Words words) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        rows.put(words.text("section.todo"), List.of(words.toDo(section.cause().cause())));
        rows.put(words.text("section.where"), List.of(words.stage(section.cause().stage())));
        rows.put(words.text("section.records"), records(section, words));
        rows.put(words.text("section.code"), List.of(section.cause().cause().code().name()));
        return rows;
    }

    private static List<String> records(Section section, Words words) {
        Stream<String> groups = section.groups().stream().map(group -> words.text("group", group.office(),
                words.kind(group.kind(), group.count()), numbers(group, words)));
        Stream<String> others = section.others().stream();
        return Stream.concat(Stream.of(String.valueOf(section.records())), Stream.concat(groups, others)).toList();
    }

    private static String numbers(Section.Group group, Words words) {
        String numbers = String.join(", ", group.numbers());
        return group.more() == 0 ? numbers : numbers + " " + words.text("more", group.more());
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
