package com.twinafas.writer.debtor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.commit.Committer;
import com.twinafas.writer.commit.Sent;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.Version;

/**
 * Gives a debtor its contacts and delivery addresses, each once, and says what changed of each to the one that it is.
 * What the customer no longer has stays; of it only the fields are emptied for which the mapping says so.
 */
final class DebtorContacts {

    private static final String PERSON = "PRS";

    private final Committer committer;
    private final DebtorAdditions additions;
    private final Ledger ledger;
    private final PartyDetails details;

    DebtorContacts(Committer committer, DebtorAdditions additions, Ledger ledger, PartyDetails details) {
        this.committer = committer;
        this.additions = additions;
        this.ledger = ledger;
        this.details = details;
    }

    /** Whether AFAS was told all there is to say of them. */
    static boolean areCurrent(DebtorBlock block, Delivery customer) {
        ContactLinks links = ContactLinks.of(customer);
        ContactMatch match = ContactMatch.of(Addition.contacts(block), links);
        return match.unknown().isEmpty()
                && match.known().entrySet().stream().noneMatch(one -> hasNews(one.getKey(), one.getValue(), links))
                && match.left().stream().allMatch(handle -> ContactLinks.number(handle).isEmpty()
                        || ContactChange.ofLeft(block.leftContact(), handle, links.told()).isEmpty());
    }

    /** The customer, whose debtor was made with the contact. */
    static Delivery madeWith(Delivery customer, Addition contact) {
        ContactLinks links = ContactLinks.of(customer);
        return links.linked(contact, contact.name(), ContactChange.allOf(contact, contact.name(), links.told()))
                .on(customer);
    }

    /**
     * Says and adds what is to be said and added, one after another; each is recorded before the next. What AFAS does not
     * let us tell from others is left as it is, and what is to be said of it stays to be said.
     *
     * @param customer with the debtor's keys; as it is recorded
     * @param isNew    whether we have just made the party: then AFAS has of it what we told and no more
     * @return the customer as far as it was told
     */
    Delivery settle(DebtorBlock block, Version version, Delivery customer, boolean isNew) {
        Run run = new Run(block, version, customer, isNew);
        run.settle(ContactMatch.of(Addition.contacts(block), run.links));
        return run.customer();
    }

    /** With the names that they have now: numbers of addresses move when one is taken away. */
    static Delivery named(DebtorBlock block, Delivery customer) {
        ContactLinks now = ContactLinks.of(customer);
        for (Map.Entry<Addition, String> one : ContactMatch.of(Addition.contacts(block), now).known().entrySet()) {
            now = now.linked(one.getKey(), one.getValue(), now.told());
        }
        return now.on(customer);
    }

    /** The numbers in Twinfield of those that AFAS does not let us tell from others. */
    static String unclear(DebtorBlock block, Delivery customer) {
        ContactLinks links = ContactLinks.of(customer);
        return ContactMatch.of(Addition.contacts(block), links).known().entrySet().stream()
                .filter(one -> hasNews(one.getKey(), one.getValue(), links)).map(one -> one.getKey().name())
                .map(name -> name.substring(name.indexOf('/') + 1)).distinct().collect(Collectors.joining(", "));
    }

    private static boolean hasNews(Addition contact, String handle, ContactLinks links) {
        return !links.isAt(handle, contact) || !ContactChange.of(contact, handle, links.told()).isEmpty()
                || !ContactChange.ofPerson(contact, handle, links.told()).isEmpty();
    }

    /** One customer's contacts being settled. */
    private final class Run {

        private final DebtorBlock block;
        private final Version version;
        private final boolean isNew;
        private final String party;
        private final Set<String> taken = new HashSet<>();
        private Delivery recorded;
        private ContactLinks links;
        private final Map<Addition.Kind, Integer> counts = new EnumMap<>(Addition.Kind.class);
        private @Nullable List<AfasRow> rows;
        private @Nullable List<AfasRow> places;

        Run(DebtorBlock block, Version version, Delivery customer, boolean isNew) {
            this.block = block;
            this.version = version;
            this.isNew = isNew;
            this.party = Objects.requireNonNull(customer.afas(DebtorKeys.PARTY));
            this.recorded = customer;
            this.links = ContactLinks.of(customer);
        }

        Delivery customer() {
            return links.on(recorded);
        }

        void settle(ContactMatch match) {
            match.known().values().forEach(taken::add);
            List<Addition> unknown = new ArrayList<>(match.unknown());
            List<String> left = new ArrayList<>(match.left());
            match.known().forEach((contact, handle) -> {
                if (!hasNews(contact, handle, links)) {
                    links = links.linked(contact, handle, links.told());
                } else if (!changed(contact, handle)) {
                    unknown.add(contact);
                    left.add(handle);
                }
            });
            // Before anything is added under the name it had.
            left.forEach(this::empty);
            boolean added = isNew;
            for (Addition contact : unknown) {
                added |= added(contact);
            }
            if (added) {
                rows = null;
                Addition.contacts(block).forEach(this::number);
            }
        }

        /** @return false when AFAS no longer has what it was, or has somebody else there: then it is to be added */
        private boolean changed(Addition contact, String handle) {
            String number = ContactLinks.number(handle).orElse(null);
            AfasRow row = number == null
                    ? identified(contact, handle)
                    : rows().stream().filter(one -> number.equals(one.text("ContactId"))).findFirst().orElse(null);
            if (row == null) {
                // A number that is gone was taken away by people; what has none may be any of those that are there.
                return number == null;
            }
            if (contact.code().equals(PERSON) && !contact.isShownBy(row)) {
                return false;
            }
            say(contact, handle, row);
            return true;
        }

        /** @return whether it was added, so that its number is to be found out */
        private boolean added(Addition contact) {
            if (!isNew) {
                AfasRow row = shown(contact);
                if (row != null) {
                    String number = row.required("ContactId");
                    links = links.telling(ContactChange.shown(contact, number, row, links.told()));
                    say(contact, number, row);
                    return false;
                }
                if (contact.kind() == Addition.Kind.DELIVERY_ADDRESS && isPlaceShown(contact)) {
                    adopt(contact);
                    return false;
                }
            }
            int before = counts.computeIfAbsent(contact.kind(), this::count);
            Sent sent = additions.add(block, version, customer(), contact, before);
            counts.put(contact.kind(), before + 1);
            adopt(contact);
            record(sent);
            return true;
        }

        /** AFAS has it and nobody knows its number: it is as it is until the customer changes it. */
        private void adopt(Addition contact) {
            links = links.linked(contact, contact.name(),
                    ContactChange.allOf(contact, contact.name(), links.told()));
        }

        /** Finds out the number of what has none and was told everything. */
        private void number(Addition contact) {
            String handle = links.handle(contact.name());
            if (handle != null && ContactLinks.number(handle).isEmpty() && !hasNews(contact, handle, links)) {
                AfasRow row = identified(contact, handle);
                if (row != null) {
                    String number = row.required("ContactId");
                    taken.add(number);
                    links = links.linked(contact, number, ContactChange.allOf(contact, number, links.told()));
                }
            }
        }

        private void empty(String handle) {
            String number = ContactLinks.number(handle).orElse(null);
            ContactChange emptied = ContactChange.ofLeft(block.leftContact(), handle, links.told());
            if (number != null && !emptied.isEmpty()
                    && rows().stream().anyMatch(row -> number.equals(row.text("ContactId")))) {
                send(DebtorRequests.changeContact(block, number, links.kind(handle), emptied.element()), emptied);
            }
        }

        /** Says what is to be said of the contact that the row is, and of the person that it is. */
        private void say(Addition contact, String handle, AfasRow row) {
            String number = row.required("ContactId");
            taken.add(number);
            ContactChange change = ContactChange.of(contact, handle, links.told());
            if (!change.isEmpty()) {
                send(DebtorRequests.changeContact(block, number, contact.code(), change.element()), change);
            }
            ContactChange person = ContactChange.ofPerson(contact, handle, links.told());
            if (!person.isEmpty()) {
                send(DebtorRequests.changePerson(block, row.required("PerNumber"), person.element()), person);
            }
            links = links.linked(contact, number,
                    handle.equals(number) ? links.told() : ContactChange.allOf(contact, number, links.told()));
        }

        /** It can be sent twice with the same result, and is announced so that nothing newer overtakes it. */
        private void send(AfasRequest request, ContactChange change) {
            Sent sent = committer.change(block.customer(), block.customer(), version, request, change.asked());
            links = links.telling(change.told());
            record(sent);
            rows = null;
            places = null;
        }

        private void record(Sent by) {
            recorded = links.on(recorded);
            ledger.commit(new Entry(List.of(recorded), by.steps(), null));
        }

        /** What AFAS shows of a contact that is not recorded; null when it shows none that is sure to be it. */
        private @Nullable AfasRow shown(Addition contact) {
            if (contact.kind() == Addition.Kind.DELIVERY_ADDRESS) {
                return isPlaceShown(contact) ? identified(contact, contact.name()) : null;
            }
            return candidates(contact).filter(contact::isShownBy).findFirst().orElse(null);
        }

        private boolean isPlaceShown(Addition contact) {
            return places().stream().anyMatch(contact::isShownBy);
        }

        private List<AfasRow> places() {
            if (places == null) {
                places = details.rows(Addition.Kind.DELIVERY_ADDRESS, block.party(), party);
            }
            return places;
        }

        /** The one row that can only be this contact: by who it is, by the name it was last told, by where it is. */
        private @Nullable AfasRow identified(Addition contact, String handle) {
            List<Predicate<AfasRow>> ways = contact.code().equals(PERSON)
                    ? List.of(contact::isShownBy)
                    : List.of(row -> isCalledAsTold(row, handle), contact::isCalled, contact::isOnLine);
            for (Predicate<AfasRow> way : ways) {
                List<AfasRow> found = candidates(contact).filter(way).toList();
                if (found.size() == 1) {
                    return found.getFirst();
                }
            }
            return null;
        }

        private boolean isCalledAsTold(AfasRow row, String handle) {
            String name = row.text("Department");
            return name != null
                    && links.told().says(ContactLinks.place(handle) + "/ExAd", FieldValue.of(name).toString());
        }

        /** Those of its kind that are nobody else's. */
        private Stream<AfasRow> candidates(Addition contact) {
            return rows().stream().filter(row -> contact.code().equals(row.text("Type"))
                    && !taken.contains(row.required("ContactId")));
        }

        private List<AfasRow> rows() {
            if (rows == null) {
                rows = details.contacts(block.party(), party);
            }
            return rows;
        }

        /** How many of the kind AFAS has, before any is added. */
        private int count(Addition.Kind kind) {
            if (isNew) {
                return (int) Addition.contacts(block).stream()
                        .filter(contact -> contact.kind() == kind && links.handle(contact.name()) != null).count();
            }
            return kind == Addition.Kind.DELIVERY_ADDRESS
                    ? places().size()
                    : (int) rows().stream().filter(row -> !"AFL".equals(row.text("Type"))).count();
        }
    }
}
