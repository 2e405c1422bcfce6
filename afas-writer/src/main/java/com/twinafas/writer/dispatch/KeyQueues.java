package com.twinafas.writer.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds which key and who is next. A holder stands in the queues of all its keys at once, in the order in which it
 * came; it is free when nobody stands before it in any of them, but that those who share a key do not mind each other.
 * Since all queues have the same order nobody waits in a circle. Not safe for threads: its owner guards it.
 */
final class KeyQueues<H> {

    private static final class Place<H> {
        private final H holder;
        private final Set<UpdateKey> keys;
        private boolean free;

        Place(H holder, Set<UpdateKey> keys) {
            this.holder = holder;
            this.keys = keys;
        }
    }

    private final Map<H, Place<H>> places = new HashMap<>();
    private final Map<String, List<Place<H>>> queues = new HashMap<>();

    /** Puts a holder behind all others; those that are free by it: itself, or nobody. */
    List<H> enter(H holder, Set<UpdateKey> keys) {
        Place<H> place = new Place<>(holder, keys);
        places.put(holder, place);
        keys.forEach(key -> queue(key).add(place));
        return freed(Set.of(place));
    }

    /** Takes a holder out; those that are free by it. */
    List<H> leave(H holder) {
        Place<H> place = places.remove(holder);
        if (place == null) {
            return List.of();
        }
        return giveUp(place, place.keys);
    }

    /** A holder keeps this key only; those that are free by it. */
    List<H> narrow(H holder, UpdateKey kept) {
        Place<H> place = place(holder);
        Set<UpdateKey> given = new LinkedHashSet<>(place.keys);
        given.remove(kept);
        return giveUp(place, given);
    }

    /**
     * A holder that kept one key wants the others back: before all who wait, behind those who are free, so that nobody
     * who waits for what it kept can stand before it. Those that are free by it: itself, or nobody.
     */
    List<H> widen(H holder) {
        Place<H> place = place(holder);
        place.free = false;
        for (UpdateKey key : place.keys) {
            List<Place<H>> queue = queue(key);
            if (!queue.contains(place)) {
                int last = -1;
                for (int i = 0; i < queue.size(); i++) {
                    last = queue.get(i).free ? i : last;
                }
                queue.add(last + 1, place);
            }
        }
        return freed(Set.of(place));
    }

    boolean isHeld(UpdateKey key) {
        return queues.containsKey(key.name());
    }

    int size() {
        return places.size();
    }

    private List<H> giveUp(Place<H> place, Set<UpdateKey> keys) {
        Set<Place<H>> behind = new LinkedHashSet<>();
        for (UpdateKey key : keys) {
            List<Place<H>> queue = queue(key);
            queue.remove(place);
            if (queue.isEmpty()) {
                queues.remove(key.name());
            }
            for (Place<H> next : queue) {
                behind.add(next);
                if (!isShared(next, key.name())) {
                    break;
                }
            }
        }
        return freed(behind);
    }

    private List<H> freed(Set<Place<H>> candidates) {
        List<H> freed = new ArrayList<>();
        for (Place<H> candidate : candidates) {
            if (!candidate.free && candidate.keys.stream().allMatch(key -> isFirst(candidate, key))) {
                candidate.free = true;
                freed.add(candidate.holder);
            }
        }
        return freed;
    }

    private boolean isFirst(Place<H> place, UpdateKey key) {
        for (Place<H> other : queue(key)) {
            if (other == place) {
                return true;
            }
            if (!key.shared() || !isShared(other, key.name())) {
                return false;
            }
        }
        return true;
    }

    private static <H> boolean isShared(Place<H> place, String name) {
        return place.keys.contains(new UpdateKey(name, true));
    }

    private Place<H> place(H holder) {
        Place<H> place = places.get(holder);
        if (place == null) {
            throw new IllegalStateException("It holds nothing");
        }
        return place;
    }

    private List<Place<H>> queue(UpdateKey key) {
        return queues.computeIfAbsent(key.name(), absent -> new ArrayList<>());
    }
}
