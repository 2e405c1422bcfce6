package com.twinafas.notifier.message;

import java.time.Instant;
import java.util.List;

/**
 * What is told at once: one section for each cause.
 *
 * @param id       stays the same when the message has to be sent again, so that a reader can tell
 * @param sections at least one
 */
public record Message(String id, String tenant, Instant at, List<Section> sections) {

    public Message {
        sections = List.copyOf(sections);
    }

    /** The sections of a state, in their order. */
    public List<Section> in(State state) {
        return sections.stream().filter(section -> section.state() == state).toList();
    }

    /** Records that are held up, of all causes. */
    public long records() {
        return sections.stream().mapToLong(Section::records).sum();
    }
}
