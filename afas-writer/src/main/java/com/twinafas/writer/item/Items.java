package com.twinafas.writer.item;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.line.Lookup;
import com.twinafas.writer.line.Term;

/** Which items AFAS has. What is known to exist is not asked again for a while; what does not is asked every time. */
public final class Items {

    /** Item code, the key of an item's delivery. */
    public static final String ITEM = "ItCd";

    private static final String COLUMN = "ItemCode";
    private static final long MOST = 100_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Lookup lookup;
    private final InstantSource clock;
    private final Duration patience;
    private final Cache<String, Boolean> known = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN_FOR)
            .build();
    private final Cache<String, Instant> missing = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN_FOR)
            .build();

    /** @param patience how long an item that is not there is waited for when its own update may be on its way */
    public Items(Lookup lookup, InstantSource clock, Duration patience) {
        this.lookup = lookup;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Returns when AFAS has all these items.
     *
     * @param mayCome whether our own flow creates items: then a missing one is waited for a while
     * @throws Refusal when AFAS does not have one of them
     */
    public void require(SortedSet<String> items, boolean mayCome) {
        SortedSet<String> unknown = new TreeSet<>(items);
        unknown.removeIf(item -> known.getIfPresent(item) != null);
        if (unknown.isEmpty()) {
            return;
        }
        Map<Term, List<AfasRow>> found = lookup.find(unknown.stream().map(item -> new Term(COLUMN, item)).toList());
        found.forEach((term, rows) -> {
            if (!rows.isEmpty()) {
                exists(term.value());
            }
        });
        unknown.removeIf(item -> known.getIfPresent(item) != null);
        if (!unknown.isEmpty()) {
            throw absent(unknown.first(), mayCome);
        }
    }

    /** Whether AFAS has the item now. */
    public boolean looksUp(String item) {
        boolean there = !lookup.find(COLUMN, item).isEmpty();
        if (there) {
            exists(item);
        }
        return there;
    }

    /** AFAS has the item. */
    public void exists(String item) {
        known.put(item, true);
        missing.invalidate(item);
    }

    /** AFAS refused something with these items: what was known of them may no longer be true. */
    public void forget(Collection<String> items) {
        known.invalidateAll(items);
    }

    private RuntimeException absent(String item, boolean mayCome) {
        Instant now = clock.instant();
        Instant since = Objects.requireNonNull(missing.get(item, first -> now));
        return mayCome && now.isBefore(since.plus(patience))
                ? new Waiting(now.plus(LOOK_AGAIN), Waiting.Holding.RECORD)
                : new Refusal(FailureCode.ITEM_MISSING, "item", item);
    }
}
