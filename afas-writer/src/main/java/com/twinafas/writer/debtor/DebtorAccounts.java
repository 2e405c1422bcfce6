package com.twinafas.writer.debtor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.writer.commit.Sent;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Fingerprints;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.Version;

/** Gives a debtor its bank accounts, each exactly once; AFAS can neither change nor remove one. */
final class DebtorAccounts {

    private static final String KEY = "KnBankAccount/";
    private static final String LEFT = "LeftAccount";
    private static final String THERE = "1";

    private final DebtorAdditions additions;
    private final Ledger ledger;
    private final PartyDetails details;

    DebtorAccounts(DebtorAdditions additions, Ledger ledger, PartyDetails details) {
        this.additions = additions;
        this.ledger = ledger;
        this.details = details;
    }

    /** Those that AFAS was not told. */
    static List<Addition> missing(DebtorBlock block, Fingerprints told) {
        return Addition.accounts(block).stream().filter(account -> !told.knows(account.place())).toList();
    }

    /** The customer, whose debtor was made with the account. */
    static Delivery madeWith(Delivery customer, Addition account) {
        return customer.telling(customer.told().with(account.place(), ""));
    }

    /**
     * Adds what is missing, one after another; each is recorded before the next.
     *
     * @param customer with the debtor's keys; as it is recorded
     * @param isNew    whether we have just made the party: then AFAS has of it what we told and no more
     * @return the customer, which was told all of them
     */
    Delivery settle(DebtorBlock block, Version version, Delivery customer, boolean isNew) {
        String party = Objects.requireNonNull(customer.afas(DebtorKeys.PARTY));
        List<Addition> missing = missing(block, customer.told());
        List<AfasRow> there = missing.isEmpty() || isNew
                ? List.of()
                : details.rows(Addition.Kind.BANK_ACCOUNT, block.party(), party);
        int count = isNew ? Addition.accounts(block).size() - missing.size() : there.size();
        Delivery now = customer;
        for (Addition account : missing) {
            boolean isThere = there.stream().anyMatch(account::isShownBy)
                    || (!isNew && customer.version() == null && !account.canBeSeen());
            if (isThere) {
                now = madeWith(now, account);
            } else {
                Sent sent = additions.add(block, version, now, account, count++);
                now = madeWith(now, account);
                ledger.commit(new Entry(List.of(now), sent.steps(), null));
            }
        }
        return now;
    }

    /**
     * With the accounts by their names in Twinfield, and a mark when one is no longer the customer's: AFAS keeps it.
     * Where the mapping has just stopped to say any, none has left. Which account a name has is kept with what AFAS was
     * told, encrypted.
     */
    static Delivery named(DebtorBlock block, Version version, Delivery customer) {
        List<Addition> accounts = Addition.accounts(block);
        Fingerprints told = customer.told();
        Set<Integer> now = accounts.stream().map(account -> told.place(account.place())).collect(Collectors.toSet());
        Version last = customer.version();
        boolean unmapped = accounts.isEmpty() && last != null && last.settingsVersion() != version.settingsVersion();
        Map<String, String> keys = new HashMap<>();
        Fingerprints kept = told;
        for (Map.Entry<String, String> key : customer.keys().entrySet()) {
            boolean names = key.getKey().startsWith(KEY) && key.getValue().equals(THERE);
            Integer account = names ? told.pointed(key.getKey()) : null;
            if (account != null && !now.contains(account)) {
                keys.put(key.getKey(), "");
                if (!unmapped) {
                    keys.put(LEFT, THERE);
                }
                // Should it come back, AFAS is asked whether it still has it.
                kept = kept.without(account);
            }
        }
        for (Addition account : accounts) {
            if (told.knows(account.place())) {
                keys.put(account.name(), THERE);
                kept = kept.pointing(account.name(), account.place());
            }
        }
        return customer.telling(kept, keys);
    }

    /** Whether a person has to hear of an account that is no longer the customer's. */
    static boolean haveLeft(Delivery customer) {
        return THERE.equals(customer.afas(LEFT));
    }

    /** A person hears of them. */
    static Delivery reported(Delivery customer) {
        return customer.telling(customer.told(), Map.of(LEFT, ""));
    }
}
