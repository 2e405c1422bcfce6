package com.twinafas.simulators.afas.writing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.AfasBooks.Decision;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.NumberSeries;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.afas.books.Values;
import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** {@code KnSalesRelationOrg} and {@code KnSalesRelationPer}: debtors that are organisations or persons. */
final class SalesRelations implements UpdateConnector {

    private final boolean organisation;
    private final ReferenceCheck references;
    private final InstantSource clock;

    SalesRelations(boolean organisation, AfasSetup setup, InstantSource clock) {
        this.organisation = organisation;
        this.references = new ReferenceCheck(setup);
        this.clock = clock;
    }

    @Override
    public Decision<Map<String, String>> insert(AfasBooks books, List<Element> elements) {
        Element element = only(elements);
        check(element, books);
        String number = element.field("DbId");
        if (number.isEmpty()) {
            number = books.next(NumberSeries.Name.DEBTOR);
        } else if (books.debtor(number).isPresent()) {
            throw new Refused(Text.DEBTOR_NUMBER_USED, number);
        }
        Instant now = clock.instant();
        PartyChange change = new PartyChange(books, references, now);
        Element named = party(element)
                .orElseThrow(() -> new Refused(Text.MANDATORY_FIELD, Label.of(nameField()), nameField()));
        Party party = change.insert(named, organisation);
        if (books.debtorOf(party).isPresent()) {
            throw new Refused(Text.ALREADY_SALES_RELATION, party.number());
        }
        return decided(change, relation(element, number, party, null, now));
    }

    @Override
    public Decision<Map<String, String>> update(AfasBooks books, List<Element> elements) {
        Element element = only(elements);
        check(element, books);
        Instant now = clock.instant();
        PartyChange change = new PartyChange(books, references, now);
        String number = element.field("DbId");
        if (number.isEmpty()) {
            // No debtor number: the party is found, and becomes a debtor if it was none.
            Element named = party(element)
                    .orElseThrow(() -> new Refused(Text.MANDATORY_FIELD, Label.of("DbId"), "DbId"));
            Party party = change.update(named, organisation, null);
            Debtor known = books.debtorOf(party).orElse(null);
            String given = known == null ? books.next(NumberSeries.Name.DEBTOR) : known.number();
            return decided(change, relation(element, given, party, known, now));
        }
        Debtor known = books.debtor(number)
                .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("DbId")));
        Party before = books.party(known.party()).filter(party -> party.organisation() == organisation)
                .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("DbId")));
        Party party = party(element).map(named -> change.update(named, organisation, before)).orElse(before);
        if (!party.number().equals(before.number())) {
            throw new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("BcCo"));
        }
        return decided(change, relation(element, number, party, known, now));
    }

    private static Decision<Map<String, String>> decided(PartyChange change, Debtor debtor) {
        return new Decision<>(Change.of(change.changed(), debtor),
                Map.of("DbId", debtor.number(), "BcCo", debtor.party()));
    }

    private static Debtor relation(Element element, String number, Party party, @Nullable Debtor before, Instant now) {
        Map<String, String> fields = element.over(before == null ? Map.of() : before.fields());
        if (fields.getOrDefault("CuId", "").isEmpty()) {
            throw new Refused(Text.MANDATORY_FIELD, Label.of("CuId"), "CuId");
        }
        fields.remove("DbId");
        return new Debtor(number, party.number(), Values.yes(fields.getOrDefault("IsDb", "0")), fields,
                before == null ? now : before.created(), now);
    }

    private void check(Element element, AfasBooks books) {
        references.currency(element);
        references.paymentCondition(element);
        references.vatDuty(element);
        references.account("ColA", element);
        references.exists("FaTo", element, books.debtor(element.field("FaTo")).isPresent());
    }

    private Optional<Element> party(Element element) {
        List<Element> parties = element.nested(organisation ? "KnOrganisation" : "KnPerson");
        return Optional.of(parties).filter(found -> !found.isEmpty()).map(SalesRelations::only);
    }

    private String nameField() {
        return organisation ? "Nm" : "LaNm";
    }

    private static Element only(List<Element> elements) {
        if (elements.size() != 1) {
            throw new Refused(Text.ONE_ROW_ONLY, elements.isEmpty() ? "Element" : elements.getFirst().object());
        }
        return elements.getFirst();
    }
}
