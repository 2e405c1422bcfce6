package com.twinafas.notifier.message;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.twinafas.schemas.failure.Sentences;

/** A message as it is read in a chat: short, in Dutch and below that in English. */
final class ChatText {

    /** A chat takes only so much in one message. */
    static final int SECTIONS = 8;
    private static final int LONGEST = 450;

    private final List<MessageText> languages = List.of(new MessageText(Sentences.DUTCH),
            new MessageText(Sentences.ENGLISH));
    private final UnaryOperator<String> escape;
    private final String bold;
    private final String line;

    /**
     * @param escape what the chat would take for markup
     * @param bold   what stands around bold text
     * @param line   what begins a new line
     */
    ChatText(UnaryOperator<String> escape, String bold, String line) {
        this.escape = escape;
        this.bold = bold;
        this.line = line;
    }

    /** Without markup. */
    String subject(Message message) {
        return "[TwinAfas " + message.tenant() + "] " + languages.getFirst().subject(message);
    }

    /** One text for each cause, and one for what has no room. */
    List<String> paragraphs(Message message) {
        MessageText dutch = languages.getFirst();
        List<String> paragraphs = new java.util.ArrayList<>(dutch.shown(message, SECTIONS).values().stream()
                .flatMap(List::stream).map(this::paragraph).toList());
        languages.stream().flatMap(words -> words.rest(message, SECTIONS).stream()).map(escape)
                .reduce((one, other) -> one + "\n\n" + other).ifPresent(paragraphs::add);
        return paragraphs;
    }

    private String paragraph(Section section) {
        return languages.stream().map(words -> paragraph(section, words)).collect(Collectors.joining("\n\n"));
    }

    private String paragraph(Section section, MessageText words) {
        StringBuilder text = new StringBuilder(bold).append(part(words.title(section))).append(bold);
        if (section.state() != State.SOLVED) {
            text.append(line).append(part(words.toDo(section)));
        }
        if (section.records() > 0 || !section.groups().isEmpty()) {
            text.append(line).append(part(String.join("; ", words.records(section))));
        }
        return text.append(line).append(part(words.since(section))).toString();
    }

    private String part(String text) {
        return escape.apply(text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…");
    }
}
