package com.twinafas.writer.debtor;

import java.util.List;
import java.util.stream.Stream;
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

    private static final String BANK_ACCOUNT = "KnBankAccount";
    private static final String CONTACT = "KnContact";
    private static final String PERSON = "KnPerson";

    private DebtorRequests() {
    }

    /** The connector of a party's sales relation. */
    public static String connector(Party party) {
        return party == Party.ORGANISATION ? "KnSalesRelationOrg" : "KnSalesRelationPer";
    }

    /**
     * A new debtor of a new party.
     *
     * @param number the number it gets; null when AFAS numbers it
     */
    public static AfasRequest create(DebtorBlock block, @Nullable String number) {
        String match = block.party() == Party.ORGANISATION ? "6" : "7";
        return AfasRequest.post(connector(block.party()),
                debtor(block, number).withObject(partyObject(block), List.of(matched(block, match, newParty(block)))));
    }

    /** A party that AFAS knows becomes a debtor. */
    public static AfasRequest becomeDebtor(DebtorBlock block, String party, @Nullable String number) {
        return AfasRequest.post(connector(block.party()), debtor(block, number).withObject(partyObject(block),
                List.of(known(block, party, knownParty(block, false)))));
    }

    /**
     * A debtor gets the customer's data. Its contact is left as it is: sent again it would be added again.
     *
     * @param addBankAccount whether the bank account is one that AFAS does not have; AFAS can only add them
     * @param unblock        whether we blocked it when its customer was deleted
     */
    public static AfasRequest change(DebtorBlock block, String debtor, String party, boolean addBankAccount,
            boolean unblock) {
        AfasElement relation = leading(DebtorKeys.DEBTOR, debtor, block.relation());
        if (unblock && relation.field("Bl") == null) {
            relation = relation.with("Bl", FieldValue.of(false));
        }
        return AfasRequest.put(connector(block.party()), relation.withObject(partyObject(block),
                List.of(known(block, party, knownParty(block, addBankAccount)))));
    }

    /** A debtor is blocked. */
    public static AfasRequest block(String connector, String debtor) {
        return AfasRequest.put(connector,
                AfasElement.EMPTY.with(DebtorKeys.DEBTOR, debtor).with("Bl", FieldValue.of(true)));
    }

    /** The IBAN of the block's bank account; null when it has none. */
    static @Nullable String iban(DebtorBlock block) {
        return party(block).object(BANK_ACCOUNT).stream()
                .flatMap(account -> account.field("Iban") instanceof FieldValue.Text(String iban) && !iban.isEmpty()
                        ? Stream.of(iban.replace(" ", ""))
                        : Stream.empty())
                .findFirst().orElse(null);
    }

    /** The name of the organisation or the last name of the person. */
    public static @Nullable String name(DebtorBlock block) {
        return party(block)
                .field(block.party() == Party.ORGANISATION ? "Nm" : "LaNm") instanceof FieldValue.Text(String name)
                        ? name
                        : null;
    }

    private static String partyObject(DebtorBlock block) {
        return block.party() == Party.ORGANISATION ? "KnOrganisation" : PERSON;
    }

    private static AfasElement party(DebtorBlock block) {
        List<AfasElement> parties = block.relation().object(partyObject(block));
        return parties.isEmpty() ? AfasElement.EMPTY : parties.getFirst();
    }

    private static AfasElement debtor(DebtorBlock block, @Nullable String number) {
        AfasElement relation = block.relation().with("IsDb", FieldValue.of(true));
        return number == null ? relation : leading(DebtorKeys.DEBTOR, number, relation);
    }

    private static AfasElement matched(DebtorBlock block, String match, AfasElement party) {
        return leading(block.party() == Party.ORGANISATION ? "MatchOga" : "MatchPer", match, party);
    }

    private static AfasElement known(DebtorBlock block, String number, AfasElement party) {
        return matched(block, "0", leading(DebtorKeys.PARTY, number, party));
    }

    /** The persons among its contacts are new ones too. */
    private static AfasElement newParty(DebtorBlock block) {
        AfasElement party = party(block);
        return party.object(CONTACT).isEmpty()
                ? party
                : party.withObject(CONTACT, party.object(CONTACT).stream().map(DebtorRequests::newContact).toList());
    }

    private static AfasElement newContact(AfasElement contact) {
        return contact.object(PERSON).isEmpty()
                ? contact
                : contact.withObject(PERSON,
                        contact.object(PERSON).stream().map(person -> leading("MatchPer", "7", person)).toList());
    }

    private static AfasElement knownParty(DebtorBlock block, boolean withBankAccount) {
        AfasElement party = party(block).without("AutoNum").withoutObject(CONTACT);
        return withBankAccount ? party : party.withoutObject(BANK_ACCOUNT);
    }

    private static AfasElement leading(String field, String value, AfasElement element) {
        return element.leading(field, FieldValue.of(value));
    }
}
