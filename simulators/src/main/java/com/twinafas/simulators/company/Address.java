package com.twinafas.simulators.company;

import java.util.ArrayList;
import java.util.List;

/**
 * An address of a relation (twinfield-api §4.2).
 *
 * @param id        what invoices refer to
 * @param type      {@code invoice}, {@code postal} or {@code contact}
 * @param country   ISO alpha-2
 * @param freeLines {@code field1} to {@code field6}; what they mean, the office's address labels say
 */
public record Address(int id, String type, boolean standard, String name, String country, String city, String postcode,
        String telephone, String telefax, String email, String contact, List<String> freeLines) {

    public Address {
        if (freeLines.size() != 6) {
            throw new IllegalArgumentException("An address has six free lines, not " + freeLines.size());
        }
        freeLines = List.copyOf(freeLines);
    }

    public Address withEmail(String changed) {
        return new Address(id, type, standard, name, country, city, postcode, telephone, telefax, changed, contact,
                freeLines);
    }

    /** @param number 1 to 6 */
    public Address withFreeLine(int number, String text) {
        List<String> changed = new ArrayList<>(freeLines);
        changed.set(number - 1, text);
        return new Address(id, type, standard, name, country, city, postcode, telephone, telefax, email, contact,
                changed);
    }
}
