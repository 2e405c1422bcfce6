package com.twinafas.writer.debtor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which contact of AFAS each of a customer's is, by what is recorded. Who or where it is counts before the number it has
 * in Twinfield: numbers move when an address is taken away. What has a new name or place under its old number is that
 * contact, changed.
 *
 * @param known   the customer's that AFAS has, with their handles
 * @param unknown the customer's that AFAS has not, as far as is recorded
 * @param left    handles of what the customer no longer has
 */
record ContactMatch(SequencedMap<Addition, String> known, List<Addition> unknown, List<String> left) {

    static ContactMatch of(List<Addition> contacts, ContactLinks links) {
        SequencedMap<Addition, String> known = new LinkedHashMap<>();
        Set<String> claimed = new HashSet<>();
        for (Addition contact : contacts) {
            String handle = bySelf(contact, links, claimed);
            if (handle != null && claimed.add(handle)) {
                known.put(contact, handle);
            }
        }
        List<Addition> unknown = new ArrayList<>();
        for (Addition contact : contacts) {
            String handle = links.handle(contact.name());
            if (!known.containsKey(contact)) {
                if (handle != null && claimed.add(handle)) {
                    known.put(contact, handle);
                } else {
                    unknown.add(contact);
                }
            }
        }
        SequencedSet<String> left = new LinkedHashSet<>();
        links.numbers().keySet().forEach(name -> left.add(String.valueOf(links.handle(name))));
        left.removeAll(claimed);
        return new ContactMatch(known, unknown, List.copyOf(left));
    }

    private static @Nullable String bySelf(Addition contact, ContactLinks links, Set<String> claimed) {
        String own = links.handle(contact.name());
        if (own != null && links.isAt(own, contact)) {
            return own;
        }
        return links.handles(contact.code()).stream()
                .filter(handle -> !claimed.contains(handle) && links.isAt(handle, contact)).findFirst().orElse(null);
    }
}
