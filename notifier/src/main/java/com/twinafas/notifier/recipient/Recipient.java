package com.twinafas.notifier.recipient;

import java.util.List;
import java.util.Set;

import com.twinafas.notifier.channel.Channel;
import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.key.RecordKind;

/**
 * Somebody who is told.
 *
 * @param name       as it stands in notices and metrics
 * @param flows      whose records it is told of; empty for all
 * @param categories of the causes it is told of; empty for all
 * @param ways       at least one: the next is used when one does not accept
 * @param always     whether it is told in quiet hours too
 */
public record Recipient(String name, Set<RecordKind> flows, Set<FailureCategory> categories, List<Channel> ways,
        boolean always) {

    public Recipient {
        flows = Set.copyOf(flows);
        categories = Set.copyOf(categories);
        ways = List.copyOf(ways);
    }

    /** Who is told of everything by one channel, and is called as it. */
    public static Recipient of(Channel channel) {
        return new Recipient(channel.name(), Set.of(), Set.of(), List.of(channel), false);
    }

    /** @param kinds of the records that are held up; empty when it is a whole line */
    boolean isConcerned(FailureCategory category, Set<RecordKind> kinds) {
        return (categories.isEmpty() || categories.contains(category))
                && (flows.isEmpty() || kinds.isEmpty() || kinds.stream().anyMatch(flows::contains));
    }
}
