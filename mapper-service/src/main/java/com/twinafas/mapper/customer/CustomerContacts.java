package com.twinafas.mapper.customer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.mapping.Source;
import com.twinafas.schemas.update.DebtorBlock.Party;

/**
 * Whoever and wherever a customer's addresses name beside the customer itself: contact persons ({@code PRS}) and
 * departments ({@code AFD}) of an organisation, delivery addresses ({@code AFL}) of every customer.
 */
final class CustomerContacts {

    private static final String PERSON = "PRS";
    private static final String DEPARTMENT = "AFD";
    private static final String DELIVERY = "AFL";

    private final String name;
    private final @Nullable String email;
    private final @Nullable CustomerAddress visiting;

    /**
     * @param name  of the customer
     * @param email of the customer: what it says of itself is not said of its contacts again
     */
    CustomerContacts(String name, @Nullable String email, @Nullable CustomerAddress visiting) {
        this.name = name;
        this.email = email;
        this.visiting = visiting;
    }

    /**
     * Each once, as parts of the mapping's source.
     *
     * @param addresses the default one first
     * @param postal    the one that is AFAS's postal address; null when there is none
     */
    List<Source> of(Party party, List<CustomerAddress> addresses, @Nullable CustomerAddress postal) {
        Map<String, Source> found = new LinkedHashMap<>();
        if (party == Party.ORGANISATION) {
            for (CustomerAddress address : addresses) {
                String attention = address.attention();
                if (attention != null && PartyRule.isContactPerson(name, attention)) {
                    String person = PersonName.withoutAttention(attention).toLowerCase(Locale.ROOT);
                    found.putIfAbsent(person, person(address, attention));
                } else if (attention != null && PartyRule.isDepartment(name, attention)) {
                    String department = PersonName.withoutAttention(attention);
                    found.putIfAbsent(department.toLowerCase(Locale.ROOT),
                            reachable(address, DEPARTMENT).fact("department", department));
                }
            }
        }
        List<Source> contacts = new ArrayList<>(found.values());
        contacts.addAll(deliveries(addresses, postal));
        return contacts;
    }

    private List<Source> deliveries(List<CustomerAddress> addresses, @Nullable CustomerAddress postal) {
        List<CustomerAddress> known = new ArrayList<>();
        List<Source> deliveries = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (CustomerAddress address : addresses) {
            boolean isOther = address.isUsable() && !address.equals(visiting) && !address.equals(postal);
            if (isOther && (visiting == null || !address.isSamePlace(visiting))
                    && (postal == null || !address.isSamePlace(postal))
                    && known.stream().noneMatch(address::isSamePlace)) {
                known.add(address);
                String label = label(address);
                deliveries.add(reachable(address, DELIVERY)
                        .fact("department", labels.add(label) ? label : label + " (" + address.id() + ")")
                        .part("address", List.of(address.source())));
            }
        }
        return deliveries;
    }

    /** Its own name where that is another one, else whose attention it is for, else its city. */
    private String label(CustomerAddress address) {
        String own = address.text("name");
        if (own != null && !own.equalsIgnoreCase(name)) {
            return own;
        }
        String attention = address.attention() == null ? "" : PersonName.withoutAttention(address.attention());
        return attention.isEmpty() || attention.equalsIgnoreCase(name)
                ? Objects.requireNonNullElse(address.text("city"), name)
                : attention;
    }

    private Source person(CustomerAddress address, String attention) {
        return PersonName.of(attention).on(reachable(address, PERSON));
    }

    /** Phone and e-mail of the default address are the customer's own. */
    private Source reachable(CustomerAddress address, String kind) {
        Source source = new Source(address.raw()).numbered(address.id()).fact("kind", kind);
        if (address.equals(visiting)) {
            return source;
        }
        String mail = CustomerEmail.firstValid(address.text("email"));
        return source.fact("phone", address.text("telephone")).fact("fax", address.text("telefax"))
                .fact("email", mail == null || mail.equalsIgnoreCase(email) ? null : mail);
    }
}
