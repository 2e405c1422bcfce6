package com.twinafas.simulators.afas.books;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An organisation or person.
 *
 * @param number       {@code BcCo}
 * @param fields       by the names of {@code KnOrganisation} or {@code KnPerson}
 * @param bankAccounts by the names of {@code KnBankAccount}
 */
public record Party(String number, boolean organisation, Map<String, String> fields, @Nullable Address visiting,
        @Nullable Address postal, List<Map<String, String>> bankAccounts, List<Contact> contacts, Instant created,
        Instant modified) {

    public Party {
        fields = Map.copyOf(fields);
        bankAccounts = bankAccounts.stream().map(Map::copyOf).toList();
        contacts = List.copyOf(contacts);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** As shown in lists: of a person first names, prefix and last name. */
    public String name() {
        if (organisation) {
            return field("Nm");
        }
        String first = field("FiNm").isEmpty() ? field("In") : field("FiNm");
        return String.join(" ", first, field("Is"), field("LaNm")).replaceAll(" +", " ").strip();
    }

    /** The work e-mail address; empty when there is none. */
    public String email() {
        return field("EmAd");
    }
}
