package com.twinafas.writer.debtor;

import java.util.EnumMap;
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
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.Version;

/**
 * Gives a debtor its bank accounts, contacts and delivery addresses, each exactly once: what AFAS shows is not added,
 * what is added is announced by an intent of its own and remembered.
 */
final class DebtorAdditions {

    private static final String KIND = "Adds";
    private static final String PLACE = "Place";
    private static final String ROWS = "Rows";

    private final Committer committer;
    private final Ledger ledger;
    private final PartyDetails details;

    DebtorAdditions(Committer committer, Ledger ledger, PartyDetails details) {
        this.committer = committer;
        this.ledger = ledger;
        this.details = details;
    }

    /**
     * Adds what is missing, one after another; each is recorded before the next.
     *
     * @param customer with the debtor's keys; as it is recorded
     * @param isNew    whether we have just made the party: then AFAS has of it what we told and no more
     * @return the customer, which was told all of them
     */
    Delivery add(DebtorBlock block, Version version, Delivery customer, boolean isNew) {
        Map<Addition.Kind, List<AfasRow>> rows = new EnumMap<>(Addition.Kind.class);
        Map<Addition.Kind, Integer> counts = new EnumMap<>(Addition.Kind.class);
        String debtor = Objects.requireNonNull(customer.afas(DebtorKeys.DEBTOR));
        String party = Objects.requireNonNull(customer.afas(DebtorKeys.PARTY));
        Delivery told = customer;
        for (Addition addition : Addition.missing(block, customer.told())) {
            List<AfasRow> there = isNew
                    ? List.of()
                    : rows.computeIfAbsent(addition.kind(), kind -> details.rows(kind, block.party(), party));
            if (there.stream().anyMatch(addition::isShownBy)
                    || (!isNew && customer.version() == null && !addition.canBeSeen())) {
                told = told.telling(addition.toldIn(told.told()));
                continue;
            }
            int before = counts.computeIfAbsent(addition.kind(),
                    kind -> isNew ? toldOf(kind, block, customer) : there.size());
            AfasRequest request = DebtorRequests.add(block, debtor, party, addition);
            Map<String, String> facts = Map.of(DebtorKeys.DEBTOR, debtor, DebtorKeys.PARTY, party, KIND,
                    addition.kind().name(), PLACE, place(told, addition), ROWS, String.valueOf(before));
            Sent sent = committer.create(told, new Creation(DocumentKind.DEBTOR, null, version, request,
                    block.customer().toString(), facts, block.customer()));
            counts.put(addition.kind(), before + 1);
            told = told.telling(addition.toldIn(told.told()));
            ledger.commit(new Entry(List.of(told), sent.steps(), null));
        }
        return told;
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
        return found
                ? new Finding.Likely(Map.of(DebtorKeys.DEBTOR, Objects.requireNonNull(facts.get(DebtorKeys.DEBTOR)),
                        DebtorKeys.PARTY, party))
                : new Finding.Nothing();
    }

    private static int toldOf(Addition.Kind kind, DebtorBlock block, Delivery customer) {
        return (int) Addition.of(block).stream()
                .filter(addition -> addition.kind() == kind && customer.told().knows(addition.place())).count();
    }

    private static String place(Delivery customer, Addition addition) {
        return Integer.toHexString(customer.told().place(addition.place()));
    }
}
