package com.twinafas.writer.debtor;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Fingerprints;

/**
 * What is recorded of a customer's contacts and delivery addresses at AFAS. Each has a handle: AFAS's number of the
 * contact, or its own name as long as the number is not known.
 *
 * @param numbers of the contacts, by the names of the customer's; empty while not known
 * @param told    what AFAS was told, of each contact behind its handle
 */
record ContactLinks(SortedMap<String, String> numbers, Fingerprints told) {

    private static final String KEY = "CdId/";

    static ContactLinks of(Delivery customer) {
        SortedMap<String, String> numbers = new TreeMap<>();
        customer.keys().forEach((key, value) -> {
            if (key.startsWith(KEY)) {
                numbers.put(key.substring(KEY.length()), value);
            }
        });
        return new ContactLinks(numbers, customer.told());
    }

    /**
     * The key of a department or delivery address that AFAS turns out to have: should the customer have changed it
     * meanwhile, it is that one and not another. A person is known by its name alone.
     */
    static Map<String, String> unnumbered(@Nullable String name, Delivery customer) {
        return name == null || !name.matches("A(FL|FD)/.*") || customer.afas(KEY + name) != null
                ? Map.of()
                : Map.of(KEY + name, "");
    }

    /** The customer with all this recorded. */
    Delivery on(Delivery customer) {
        Map<String, String> keys = new TreeMap<>();
        numbers.forEach((name, number) -> keys.put(KEY + name, number));
        return customer.telling(told, keys);
    }

    /** The handle of what has this name; null when AFAS has nothing of the name that is known. */
    @Nullable
    String handle(String name) {
        String number = numbers.get(name);
        return number == null ? null : number.isEmpty() ? name : number;
    }

    /** Every handle of this kind, by the name it has or had. */
    SequencedSet<String> handles(String kind) {
        SequencedSet<String> handles = new LinkedHashSet<>();
        numbers.keySet().stream().filter(name -> name.startsWith(kind + "/")).map(this::handle)
                .forEach(handle -> handles.add(String.valueOf(handle)));
        return handles;
    }

    /** The kind of what has this handle. */
    String kind(String handle) {
        return numbers.keySet().stream().filter(name -> handle.equals(handle(name))).findFirst()
                .map(name -> name.substring(0, name.indexOf('/'))).orElse("");
    }

    /** AFAS's number of the contact; empty while it is not known. */
    static Optional<String> number(String handle) {
        return handle.contains("/") ? Optional.empty() : Optional.of(handle);
    }

    /** Whether what has this handle is, as last told, who or where the contact says. */
    boolean isAt(String handle, Addition contact) {
        return told.says(place(handle), contact.place());
    }

    /** With the contact at the handle, of which AFAS was told all this. */
    ContactLinks linked(Addition contact, String handle, Fingerprints values) {
        SortedMap<String, String> changed = new TreeMap<>(numbers);
        changed.put(contact.name(), number(handle).orElse(""));
        return new ContactLinks(changed, values.with(place(handle), contact.place()));
    }

    /** With other values told. */
    ContactLinks telling(Fingerprints values) {
        return new ContactLinks(numbers, values);
    }

    /** Where what AFAS was told of a contact stands. */
    static String place(String handle) {
        return "KnContact/" + handle;
    }
}
