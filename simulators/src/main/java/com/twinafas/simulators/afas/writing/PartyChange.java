package com.twinafas.simulators.afas.writing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.books.Address;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Contact;
import com.twinafas.simulators.afas.books.NumberSeries;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.afas.books.Values;
import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/**
 * Works out what an organisation or person becomes by one request: itself, its addresses, bank account and contact,
 * and the persons that its contacts are.
 */
final class PartyChange {

    private final AfasBooks books;
    private final ReferenceCheck references;
    private final Instant now;
    private final Map<String, Party> changed = new LinkedHashMap<>();

    PartyChange(AfasBooks books, ReferenceCheck references, Instant now) {
        this.books = books;
        this.references = references;
        this.now = now;
    }

    /** Everything that changes. */
    List<Party> changed() {
        return List.copyOf(changed.values());
    }

    /** A party that is re-used or made. */
    Party insert(Element element, boolean organisation) {
        Optional<Party> found = new PartyMatch(books, organisation).find(element);
        Party party = found.isPresent() ? found.get() : created(element, organisation);
        return applied(element, party);
    }

    /** A party that must be there. */
    Party update(Element element, boolean organisation, @Nullable Party known) {
        Party party = new PartyMatch(books, organisation).find(element).or(() -> Optional.ofNullable(known))
                .orElseThrow(() -> new Refused(Text.NO_MATCH));
        return applied(element, party);
    }

    /** A contact that is there, on its own; whom or what it is a contact of does not change. */
    void update(Element element, Party party, Contact known) {
        Map<String, String> fields = element.over(known.fields());
        List.of("BcCoOga", "BcCoPer", "CdId", "PadAdr", "AddToPortal", "EmailPortal").forEach(fields::remove);
        List<Contact> contacts = new ArrayList<>(party.contacts());
        contacts.replaceAll(contact -> contact.id() == known.id()
                ? new Contact(known.id(), fields, known.person(),
                        address(element, "KnBasicAddressAdr", known.address()))
                : contact);
        changed.put(party.number(), new Party(party.number(), party.organisation(), party.fields(), party.visiting(),
                party.postal(), party.bankAccounts(), contacts, party.created(), now));
    }

    private Party created(Element element, boolean organisation) {
        element.required(organisation ? "Nm" : "LaNm");
        String number = element.field("BcCo");
        if (number.isEmpty()) {
            number = books.next(NumberSeries.Name.PARTY);
        } else if (books.party(number).isPresent()) {
            throw new Refused(Text.PARTY_NUMBER_USED, number);
        }
        return new Party(number, organisation, Map.of(), null, null, List.of(), List.of(), now, now);
    }

    private Party applied(Element element, Party before) {
        Map<String, String> fields = element.over(before.fields());
        // Instructions for this request, not properties of the party; its number never changes.
        List.of("MatchOga", "MatchPer", "AutoNum", "PadAdr", "BcCo").forEach(fields::remove);
        Address visiting = address(element, "KnBasicAddressAdr", before.visiting());
        Address postal = Values.yes(element.field("PadAdr"))
                ? visiting
                : address(element, "KnBasicAddressPad", before.postal());
        List<Map<String, String>> accounts = new ArrayList<>(before.bankAccounts());
        single(element, "KnBankAccount").ifPresent(account -> {
            account.required("CoId");
            references.country(account);
            accounts.add(account.fields());
        });
        List<Contact> contacts = new ArrayList<>(before.contacts());
        single(element, "KnContact").ifPresent(contact -> put(contacts, contact(contact, contacts)));
        Party after = new Party(before.number(), before.organisation(), fields, visiting, postal, accounts, contacts,
                before.created(), now);
        changed.put(after.number(), after);
        return after;
    }

    private @Nullable Address address(Element element, String object, @Nullable Address before) {
        Optional<Element> given = single(element, object);
        if (given.isEmpty()) {
            return before;
        }
        Element address = given.get();
        address.required("CoId");
        references.country(address);
        if (Values.yes(address.field("ResZip"))) {
            address.required("ZpCd");
            address.required("Rs");
        }
        Map<String, String> fields = new LinkedHashMap<>(address.fields());
        fields.values().removeIf(String::isEmpty);
        List.of("BeginDate", "ResZip").forEach(fields::remove);
        if (before != null && before.fields().equals(fields)) {
            return before;
        }
        return new Address(Integer.parseInt(books.next(NumberSeries.Name.ADDRESS)), fields);
    }

    private Contact contact(Element element, List<Contact> before) {
        String kind = element.field("ViKc");
        Optional<Element> named = single(element, "KnPerson");
        if (kind.equals("PRS") && named.isEmpty()) {
            throw new Refused(Text.MANDATORY_FIELD, Label.of("LaNm"), "LaNm");
        }
        String person = named.map(one -> insert(one, false).number()).orElse(null);
        // The same person is one contact; a department or delivery address has no key, so each one given is another.
        Optional<Contact> known = person == null
                ? Optional.empty()
                : before.stream().filter(contact -> person.equals(contact.person())).findFirst();
        Map<String, String> fields = element.over(known.map(Contact::fields).orElse(Map.of()));
        fields.remove("PadAdr");
        int id = known.map(Contact::id).orElseGet(() -> Integer.parseInt(books.next(NumberSeries.Name.CONTACT)));
        return new Contact(id, fields, person, address(element, "KnBasicAddressAdr",
                known.map(Contact::address).orElse(null)));
    }

    private static void put(List<Contact> contacts, Contact contact) {
        contacts.removeIf(other -> other.id() == contact.id());
        contacts.add(contact);
    }

    /** Organisation and person take one row of each sub-object a call (afas-api §3.1). */
    private static Optional<Element> single(Element element, String object) {
        List<Element> rows = element.nested(object);
        if (rows.size() > 1) {
            throw new Refused(Text.ONE_ROW_ONLY, object);
        }
        return rows.stream().findFirst();
    }
}
