package com.twinafas.simulators.afas.writing;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.AfasBooks.Decision;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Contact;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/**
 * {@code KnContact}: changes one contact that is there and adds none (afas-api §3.3). It is found by {@code CdId} and
 * {@code ViKc} together, else by its organisation with the person or the name of the department or delivery address.
 * Portal rights are taken and not kept.
 */
final class Contacts implements UpdateConnector {

    private final ReferenceCheck references;
    private final InstantSource clock;

    Contacts(AfasSetup setup, InstantSource clock) {
        this.references = new ReferenceCheck(setup);
        this.clock = clock;
    }

    @Override
    public Decision<Map<String, String>> insert(AfasBooks books, List<Element> elements) {
        throw new Refused(Text.INSERT_NOT_POSSIBLE, "KnContact");
    }

    @Override
    public Decision<Map<String, String>> update(AfasBooks books, List<Element> elements) {
        if (elements.size() != 1) {
            throw new Refused(Text.ONE_ROW_ONLY, "KnContact");
        }
        Element element = elements.getFirst();
        Found found = find(books, element);
        PartyChange change = new PartyChange(books, references, clock.instant());
        change.update(element, found.party(), found.contact());
        return new Decision<>(new Change(change.changed(), List.of(), List.of(), List.of(), List.of()), Map.of());
    }

    private record Found(Party party, Contact contact) {
    }

    private static Found find(AfasBooks books, Element element) {
        String id = element.field("CdId");
        String kind = element.field("ViKc");
        if (id.isEmpty() != kind.isEmpty()) {
            throw new Refused(Text.ONE_WITHOUT_THE_OTHER, id.isEmpty() ? "ViKc" : "CdId",
                    id.isEmpty() ? "CdId" : "ViKc");
        }
        if (!id.isEmpty()) {
            return only(books, any -> true, contact -> String.valueOf(contact.id()).equals(id)
                    && contact.kind().equals(kind));
        }
        String organisation = element.required("BcCoOga");
        String person = element.field("BcCoPer");
        if (person.isEmpty() && element.field("ExAd").isEmpty()) {
            throw new Refused(Text.MANDATORY_FIELD, Label.of("BcCoPer"), "BcCoPer");
        }
        return only(books, party -> party.number().equals(organisation), contact -> person.isEmpty()
                ? contact.person() == null && contact.field("ExAd").equalsIgnoreCase(element.field("ExAd"))
                : person.equals(contact.person()));
    }

    private static Found only(AfasBooks books, Predicate<Party> of, Predicate<Contact> which) {
        List<Found> found = books.parties().stream().filter(of)
                .flatMap(party -> party.contacts().stream().filter(which).map(contact -> new Found(party, contact)))
                .toList();
        return switch (found.size()) {
            case 0 -> throw new Refused(Text.NO_CONTACT);
            case 1 -> found.getFirst();
            default -> throw new Refused(Text.SEVERAL_MATCHES, "KnContact");
        };
    }
}
