package com.twinafas.notifier.recipient;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.key.RecordKind;

/** Everybody who is told, and when they want to be left alone. */
public final class Recipients {

    private final List<Recipient> all;
    private final QuietHours quietHours;

    /** @param all at least one */
    public Recipients(List<Recipient> all, QuietHours quietHours) {
        this.all = List.copyOf(all);
        this.quietHours = quietHours;
    }

    /** In the order of the settings. */
    public List<Recipient> all() {
        return all;
    }

    /** How they are called. */
    public Set<String> names() {
        return all.stream().map(Recipient::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Who is told of a cause; what concerns nobody concerns everybody, so that nothing goes untold.
     *
     * @param kinds of the records that are held up; empty when it is a whole line
     */
    public Set<String> concernedBy(FailureCategory category, Set<RecordKind> kinds) {
        Set<String> concerned = all.stream().filter(recipient -> recipient.isConcerned(category, kinds))
                .map(Recipient::name).collect(Collectors.toCollection(TreeSet::new));
        return concerned.isEmpty() ? names() : concerned;
    }

    /** Whether the recipient is left alone now. */
    public boolean isLeftAlone(String name, Instant now) {
        return quietHours.isQuiet(now)
                && all.stream().noneMatch(recipient -> recipient.name().equals(name) && recipient.always());
    }
}
