package com.twinafas.writer.debtor;

import java.util.Set;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.writer.delivery.Fingerprints;

/**
 * What of a customer AFAS was not told yet: fields one by one, its addresses together with what joins them
 * ({@code PadAdr}). What can only be added is not among it.
 *
 * @param relation fields and objects of the sales relation, without the party
 * @param party    fields and objects of the organisation or person
 * @param told     what AFAS was told once it has these
 * @param asked    what AFAS was told while nobody knows whether it has them
 */
public record DebtorChanges(AfasElement relation, AfasElement party, Fingerprints told, Fingerprints asked) {

    /** They go one by one. */
    private static final Set<String> ADDITIONS = Set.of(Addition.Kind.BANK_ACCOUNT.object(),
            Addition.Kind.CONTACT.object());

    /** What is to be changed of a debtor that was told this. */
    public static DebtorChanges of(DebtorBlock block, Fingerprints told) {
        return of(block, new Differences(told, false));
    }

    /** What AFAS was told when a debtor was made of all the customer says. */
    static Fingerprints allOf(DebtorBlock block) {
        return of(block, new Differences(Fingerprints.none(block.customer()), true)).told();
    }

    private static DebtorChanges of(DebtorBlock block, Differences differences) {
        String object = DebtorRequests.partyObject(block.party());
        AfasElement relation = differences.of(block.relation().withoutObject(object), "", Set.of());
        AfasElement party = differences.withAddresses(DebtorRequests.party(block).without("AutoNum"), object + "/",
                ADDITIONS);
        return new DebtorChanges(relation, party, differences.told(), differences.asked());
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return relation.equals(AfasElement.EMPTY) && party.equals(AfasElement.EMPTY);
    }
}
