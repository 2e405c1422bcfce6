package com.twinafas.writer.debtor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DebtorBlock.Party;
import com.twinafas.schemas.update.FieldValue;

/**
 * The requests about a debtor (afas-api §3.2, §3.3). Nothing in AFAS matches on an e-mail address alone: a new party is
 * always new (match 6 or 7), a known one is named by its number (match 0).
 */
public final class DebtorRequests {

    private static final String PERSON = "KnPerson";
    private static final String ALWAYS_NEW_PERSON = "7";
    private static final List<String> ADDRESSES = List.of("KnBasicAddressAdr", "KnBasicAddressPad");
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private DebtorRequests() {
    }

    /** The connector of a party's sales relation. */
    public static String connector(Party party) {
        return party == Party.ORGANISATION ? "KnSalesRelationOrg" : "KnSalesRelationPer";
    }

    /**
     * A new debtor of a new party, with the first of what AFAS takes one of in a call.
     *
     * @param number the number it gets; null when AFAS numbers it
     */
    public static AfasRequest create(DebtorBlock block, @Nullable String number) {
        AfasElement party = withoutAdditions(withoutEmpty(party(block)));
        for (Addition first : Addition.first(block)) {
            party = with(party, first);
        }
        return AfasRequest.post(connector(block.party()),
                debtor(block, number).withObject(partyObject(block.party()),
                        List.of(matched(block.party(), block.party() == Party.ORGANISATION ? "6" : ALWAYS_NEW_PERSON,
                                party))));
    }

    /** A party that AFAS knows becomes a debtor. */
    public static AfasRequest becomeDebtor(DebtorBlock block, String party, @Nullable String number) {
        return AfasRequest.post(connector(block.party()),
                debtor(block, number).withObject(partyObject(block.party()), List.of(known(block.party(), party,
                        fromDay(block, withoutAdditions(withoutEmpty(party(block))).without("AutoNum"))))));
    }

    /**
     * A debtor gets what changed of its customer.
     *
     * @param unblock whether we blocked it when its customer was deleted
     */
    public static AfasRequest change(DebtorBlock block, String debtor, String party, DebtorChanges changes,
            boolean unblock) {
        AfasElement relation = leading(DebtorKeys.DEBTOR, debtor, changes.relation());
        if (unblock && relation.field(DebtorKeys.BLOCKED) == null) {
            relation = relation.with(DebtorKeys.BLOCKED, FieldValue.of(false));
        }
        return AfasRequest.put(connector(block.party()), relation.withObject(partyObject(block.party()),
                List.of(known(block.party(), party, fromDay(block, changes.party())))));
    }

    /** A debtor gets one thing more; AFAS can only add it. */
    static AfasRequest add(DebtorBlock block, String debtor, String party, Addition addition) {
        return AfasRequest.put(connector(block.party()),
                AfasElement.EMPTY.with(DebtorKeys.DEBTOR, debtor).withObject(partyObject(block.party()),
                        List.of(known(block.party(), party, with(AfasElement.EMPTY, addition)))));
    }

    /**
     * One contact or delivery address says something else. It is found by its number and kind; nothing else changes
     * one, and nothing can take one away (help.afas.nl, <i>UpdateConnector KnContact</i>).
     *
     * @param kind    {@code PRS}, {@code AFD} or {@code AFL}
     * @param changes its fields; an address whole
     */
    public static AfasRequest changeContact(DebtorBlock block, String number, String kind, AfasElement changes) {
        AfasElement contact = fromDay(block, changes).leading("ViKc", FieldValue.of(kind));
        return AfasRequest.put("KnContact", contact.leading("CdId", FieldValue.of(number)));
    }

    /** The person that a contact is says something else. */
    public static AfasRequest changePerson(DebtorBlock block, String number, AfasElement changes) {
        return AfasRequest.put(PERSON, known(Party.PERSON, number, fromDay(block, changes)));
    }

    /** A debtor is blocked. */
    public static AfasRequest block(String connector, String debtor) {
        return AfasRequest.put(connector,
                AfasElement.EMPTY.with(DebtorKeys.DEBTOR, debtor).with("Bl", FieldValue.of(true)));
    }

    /** The name of the organisation or the last name of the person. */
    public static @Nullable String name(DebtorBlock block) {
        return party(block)
                .field(block.party() == Party.ORGANISATION ? "Nm" : "LaNm") instanceof FieldValue.Text(String name)
                        ? name
                        : null;
    }

    static String partyObject(Party party) {
        return party == Party.ORGANISATION ? "KnOrganisation" : PERSON;
    }

    /** The organisation or person of a block. */
    static AfasElement party(DebtorBlock block) {
        List<AfasElement> parties = block.relation().object(partyObject(block.party()));
        return parties.isEmpty() ? AfasElement.EMPTY : parties.getFirst();
    }

    /** Text without length clears a field. */
    static boolean isEmpty(FieldValue value) {
        return value instanceof FieldValue.Text(String text) && text.isEmpty();
    }

    /**
     * An address that takes the place of another begins on the day the customer changed, however often that is said
     * (help.afas.nl: <i>BeginDate</i> is needed where there is an address already).
     */
    private static AfasElement fromDay(DebtorBlock block, AfasElement element) {
        LocalDate day = LocalDate.ofInstant(Instant.EPOCH.plus(block.revision(), ChronoUnit.MICROS), AMSTERDAM);
        AfasElement dated = element;
        for (String object : ADDRESSES) {
            if (!element.object(object).isEmpty()) {
                dated = dated.withObject(object, element.object(object).stream()
                        .map(address -> address.with("BeginDate", FieldValue.of(day))).toList());
            }
        }
        return dated;
    }

    private static AfasElement debtor(DebtorBlock block, @Nullable String number) {
        AfasElement relation = withoutEmpty(block.relation()).with("IsDb", FieldValue.of(true));
        return number == null ? relation : leading(DebtorKeys.DEBTOR, number, relation);
    }

    private static AfasElement matched(Party type, String match, AfasElement party) {
        return leading(type == Party.ORGANISATION ? "MatchOga" : "MatchPer", match, party);
    }

    private static AfasElement known(Party type, String number, AfasElement party) {
        return matched(type, "0", leading(DebtorKeys.PARTY, number, party));
    }

    private static AfasElement with(AfasElement party, Addition addition) {
        AfasElement element = withoutEmpty(addition.element());
        // The person that a contact is, is a new one too.
        AfasElement added = element.object(PERSON).isEmpty()
                ? element
                : element.withObject(PERSON, element.object(PERSON).stream()
                        .map(person -> leading("MatchPer", ALWAYS_NEW_PERSON, person)).toList());
        return party.withObject(addition.kind().object(), List.of(added));
    }

    private static AfasElement withoutAdditions(AfasElement party) {
        AfasElement without = party;
        for (Addition.Kind kind : Addition.Kind.values()) {
            without = without.withoutObject(kind.object());
        }
        return without;
    }

    /** What has nothing yet needs nothing cleared. */
    private static AfasElement withoutEmpty(AfasElement element) {
        AfasElement without = element;
        for (Map.Entry<String, FieldValue> field : element.fields().entrySet()) {
            without = isEmpty(field.getValue()) ? without.without(field.getKey()) : without;
        }
        for (Map.Entry<String, List<AfasElement>> object : element.objects().entrySet()) {
            without = without.withObject(object.getKey(),
                    object.getValue().stream().map(DebtorRequests::withoutEmpty).toList());
        }
        return without;
    }

    private static AfasElement leading(String field, String value, AfasElement element) {
        return element.leading(field, FieldValue.of(value));
    }
}
