package com.twinafas.writer.debtor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.commit.Committer;
import com.twinafas.writer.commit.Creation;
import com.twinafas.writer.commit.Finding;
import com.twinafas.writer.commit.Sent;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Version;

/** Adds one bank account, contact or delivery address to a debtor, announced by an intent of its own. */
final class DebtorAdditions {

    private static final String KIND = "Adds";
    private static final String PLACE = "Place";
    private static final String ROWS = "Rows";
    private static final String NAME = "Name";

    private final Committer committer;
    private final PartyDetails details;

    DebtorAdditions(Committer committer, PartyDetails details) {
        this.committer = committer;
        this.details = details;
    }

    /**
     * Adds it.
     *
     * @param customer with the debtor's keys; as it is recorded
     * @param before   how many of the kind AFAS has
     */
    Sent add(DebtorBlock block, Version version, Delivery customer, Addition addition, int before) {
        String debtor = Objects.requireNonNull(customer.afas(DebtorKeys.DEBTOR));
        String party = Objects.requireNonNull(customer.afas(DebtorKeys.PARTY));
        AfasRequest request = DebtorRequests.add(block, debtor, party, addition);
        Map<String, String> facts = Map.of(DebtorKeys.DEBTOR, debtor, DebtorKeys.PARTY, party, KIND,
                addition.kind().name(), PLACE, place(customer, addition), ROWS, String.valueOf(before), NAME,
                addition.name());
        return committer.create(customer, new Creation(DocumentKind.DEBTOR, null, version, request,
                block.customer().toString(), facts, block.customer()));
    }

    /**
     * Looks for what an open intent may have added. Where the customer no longer has it, what counts is whether AFAS has
     * more of the kind than before.
     */
    Finding look(DebtorBlock block, Intent intent, Delivery customer) {
        Map<String, String> facts = intent.facts();
        String party = Objects.requireNonNull(facts.get(DebtorKeys.PARTY));
        Addition.Kind kind = Addition.Kind.valueOf(Objects.requireNonNull(facts.get(KIND)));
        List<AfasRow> rows = details.rows(kind, block.party(), party);
        boolean more = rows.size() > Integer.parseInt(Objects.requireNonNull(facts.get(ROWS)));
        boolean found = Addition.of(block).stream()
                .filter(addition -> addition.canBeSeen() && place(customer, addition).equals(facts.get(PLACE)))
                .findFirst().map(addition -> rows.stream().anyMatch(addition::isShownBy)).orElse(more);
        if (!found) {
            return new Finding.Nothing();
        }
        Map<String, String> keys = new HashMap<>(ContactLinks.unnumbered(facts.get(NAME), customer));
        keys.put(DebtorKeys.DEBTOR, Objects.requireNonNull(facts.get(DebtorKeys.DEBTOR)));
        keys.put(DebtorKeys.PARTY, party);
        return new Finding.Likely(keys);
    }

    /** What a creation says of the contact that the party is made with. */
    static Map<String, String> named(DebtorBlock block) {
        return Addition.contacts(block).stream().findFirst().map(first -> Map.of(NAME, first.name())).orElse(Map.of());
    }

    /** The keys of what a creation made beside the debtor. */
    static Map<String, String> made(Intent intent, Delivery customer) {
        return ContactLinks.unnumbered(intent.facts().get(NAME), customer);
    }

    private static String place(Delivery customer, Addition addition) {
        return Integer.toHexString(customer.told().place(addition.place()));
    }
}
