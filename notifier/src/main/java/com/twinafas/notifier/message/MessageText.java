package com.twinafas.notifier.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a message says in one language, in parts that each channel lays out in its own way. */
final class MessageText {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final Words words;
    private final DateTimeFormatter times;

    MessageText(Locale language) {
        words = new Words(language);
        times = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", language).withZone(ZONE);
    }

    String language() {
        return words.language();
    }

    /** In a few words what the message is about. */
    String subject(Message message) {
        return message.sections().size() == 1 ? title(message.sections().getFirst()) : summary(message);
    }

    String intro(Message message) {
        return words.text("intro", message.tenant(), summary(message));
    }

    String outro(Message message) {
        return words.text(message.sections().size() == message.in(State.SOLVED).size() ? "outro.solved" : "outro");
    }

    /** Over the sections of a state. */
    String head(State state) {
        return words.text("head." + state.wireName());
    }

    /** The cause, with how it stands. */
    String title(Section section) {
        return words.text("title." + section.state().wireName(), what(section));
    }

    String what(Section section) {
        return words.what(section.cause().cause());
    }

    String toDo(Section section) {
        return words.toDo(section.cause().cause());
    }

    /** Lines by their label. */
    Map<String, List<String>> rows(Section section) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        if (section.state() != State.SOLVED) {
            rows.put(words.text("section.todo"), List.of(toDo(section)));
            rows.put(words.text("section.where"), List.of(words.stage(section.cause().stage())));
        }
        rows.put(words.text("section.since"), List.of(since(section)));
        if (section.records() > 0 || !section.groups().isEmpty()) {
            rows.put(words.text(section.records() > 0 ? "section.records" : "section.about"), records(section));
        }
        rows.put(words.text("section.code"), List.of(section.cause().cause().code().name()));
        return rows;
    }

    /** How many records are held up, and which. */
    List<String> records(Section section) {
        Stream<String> count = section.records() == 0
                ? Stream.of()
                : Stream.of(String.valueOf(section.records()));
        Stream<String> groups = section.groups().stream().map(this::group);
        return Stream.concat(count, Stream.concat(groups, section.others().stream())).toList();
    }

    /** Since when, how many there were, and until when. */
    String since(Section section) {
        String since = times.format(section.since());
        Instant until = section.until();
        String seen = words.records(section.seen());
        boolean counts = section.seen() > section.records();
        if (until != null) {
            return counts
                    ? words.text("solved.seen", since, times.format(until), seen)
                    : words.text("solved", since, times.format(until));
        }
        return counts ? words.text("since.seen", since, seen) : words.text("since", since);
    }

    /** The sections that have room, by their state. */
    Map<State, List<Section>> shown(Message message, int most) {
        Map<State, List<Section>> shown = new EnumMap<>(State.class);
        ordered(message).stream().limit(most)
                .forEach(section -> shown.computeIfAbsent(section.state(), any -> new ArrayList<>()).add(section));
        return shown;
    }

    /** What has no room: how many of which code. */
    Optional<String> rest(Message message, int most) {
        List<Section> rest = ordered(message).stream().skip(most).toList();
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> byCode = rest.stream().collect(Collectors
                .groupingBy(section -> section.cause().cause().code().name(), TreeMap::new, Collectors.counting()));
        return Optional.of(words.text("rest", words.causes(rest.size())) + " " + byCode.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")").collect(Collectors.joining(", ")));
    }

    private static List<Section> ordered(Message message) {
        return Stream.of(State.values()).flatMap(state -> message.in(state).stream()).toList();
    }

    private String summary(Message message) {
        String counts = Stream.of(State.values()).filter(state -> !message.in(state).isEmpty())
                .map(state -> words.text("summary." + state.wireName(), message.in(state).size()))
                .collect(Collectors.joining(", "));
        return message.records() == 0
                ? counts
                : words.text("summary.records", words.records(message.records())) + " (" + counts + ")";
    }

    private String group(Section.Group group) {
        return group.count() == 0
                ? words.text("group.whole", group.office(), words.kinds(group.kind()))
                : words.text("group", group.office(), words.kind(group.kind(), group.count()), numbers(group));
    }

    private String numbers(Section.Group group) {
        String numbers = String.join(", ", group.numbers());
        return group.more() == 0 ? numbers : numbers + " " + words.text("more", group.more());
    }
}
