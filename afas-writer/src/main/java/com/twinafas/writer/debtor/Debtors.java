package com.twinafas.writer.debtor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.SeveralMatches;
import com.twinafas.pipeline.settings.StandInSettings.WithoutEmail;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
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
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.delivery.Waiting;

/**
 * Makes sure that a customer has a debtor at AFAS that says what Twinfield says. Once linked the link decides for ever;
 * without one the customer is looked for, and created only when nothing is found.
 */
public final class Debtors {

    private final Committer committer;
    private final DebtorAdditions additions;
    private final DebtorAccounts accounts;
    private final DebtorContacts contacts;
    private final Ledger ledger;
    private final DebtorSearch search;
    private final InstantSource clock;

    public Debtors(Committer committer, Ledger ledger, DebtorSearch search, PartyDetails details,
            InstantSource clock) {
        this.committer = committer;
        this.additions = new DebtorAdditions(committer, details);
        this.accounts = new DebtorAccounts(additions, ledger, details);
        this.contacts = new DebtorContacts(committer, additions, ledger, details);
        this.ledger = ledger;
        this.search = search;
        this.clock = clock;
    }

    /**
     * A customer's debtor.
     *
     * @param standsIn whether it is not the customer's own
     * @param delivery the customer's, as it is to be recorded
     * @param steps    empty when nothing is to be recorded
     * @param report   what a person must do in AFAS, because nobody else can; null when there is nothing
     */
    public record Settled(String number, boolean standsIn, Delivery delivery, List<Step> steps,
            @Nullable Cause report) {

        static Settled own(String number, Delivery delivery, List<Step> steps) {
            return new Settled(number, false, delivery, steps, null);
        }

        /** The same once a person hears of it. */
        public Settled reported(Cause cause, Instant at) {
            Delivery told = cause.code() == FailureCode.BANK_ACCOUNT_LEFT
                    ? DebtorAccounts.reported(delivery)
                    : delivery;
            List<Step> all = new ArrayList<>(steps);
            all.add(new Step(delivery.key(), "refused", steps.getLast().revision(),
                    Map.of("code", cause.code().name()), null));
            return new Settled(number, standsIn, told.refused(cause.code(), at), all,
                    cause);
        }
    }

    /** Whether AFAS was told all there is to say, and a person of what AFAS keeps for want of a way. */
    static boolean isTold(DebtorBlock block, Delivery customer) {
        return DebtorChanges.of(block, customer.told()).isEmpty()
                && DebtorAccounts.missing(block, customer.told()).isEmpty() && !DebtorAccounts.haveLeft(customer)
                && DebtorContacts.areCurrent(block, customer);
    }

    /** The customer's debtor, created or updated where the block is newer than what AFAS was given. */
    public Settled settle(DebtorBlock block, Version update, OfficeSettings office) {
        Version version = DebtorPlan.version(block, update);
        Delivery customer = ledger.delivery(block.customer());
        return switch (DebtorPlan.of(block, version, customer)) {
            case DebtorPlan.Fixed(String debtor) -> fixed(debtor, customer);
            case DebtorPlan.Settle() -> {
                Intent intent = Objects.requireNonNull(customer.intent());
                committer.settle(customer, Waiting.Holding.ALL, () -> look(block, intent, customer, office));
                yield settle(block, update, office);
            }
            case DebtorPlan.Known(String debtor) -> Settled.own(debtor, customer, List.of());
            case DebtorPlan.Same(String debtor) -> Settled.own(debtor, customer.unchanged(version, clock.instant()),
                    List.of(Step.of(customer.key(), "unchanged", version)));
            case DebtorPlan.Change(String debtor) -> change(block, version, customer, debtor);
            case DebtorPlan.Find() -> find(block, version, customer, office);
        };
    }

    /** The customer's debtor, settled and recorded as the customer's own delivery. */
    public Settled ensure(DebtorBlock block, Version update, OfficeSettings office) {
        Settled settled = settle(block, update, office);
        if (!settled.steps().isEmpty()) {
            ledger.commit(new Entry(List.of(settled.delivery()), settled.steps(), null));
        }
        return settled;
    }

    /** The customer's debtor as it is now, by its link or else by looking; null when there is none. */
    public @Nullable String existing(DebtorBlock block, OfficeSettings office) {
        if (block.fixedDebtor() != null) {
            return block.fixedDebtor();
        }
        String linked = ledger.delivery(block.customer()).afas(DebtorKeys.DEBTOR);
        if (linked != null) {
            return linked;
        }
        Match match = search.find(block, office);
        return match instanceof Match.Debtor(String number, String party) ? number : standIn(match, block, office);
    }

    /** The debtor that stands in for a customer that is not found, or found several times; null when none does. */
    private static @Nullable String standIn(Match match, DebtorBlock block, OfficeSettings office) {
        boolean wanted = switch (match) {
            case Match.None none -> block.identity().email() == null
                    && office.standIns().withoutEmail() == WithoutEmail.DEFAULT_DEBTOR;
            case Match.Several several -> office.severalMatches() == SeveralMatches.DEFAULT_DEBTOR;
            case Match.Debtor debtor -> false;
            case Match.Party party -> false;
        };
        return wanted ? office.standIns().debtor() : null;
    }

    private Settled fixed(String debtor, Delivery customer) {
        if (!search.exists(debtor)) {
            throw new Refusal(FailureCode.DEBTOR_MISSING, "debtor", debtor);
        }
        return new Settled(debtor, true, customer, List.of(), null);
    }

    private Settled change(DebtorBlock block, Version version, Delivery customer, String debtor) {
        requireSameParty(block, customer.afas(DebtorKeys.CONNECTOR), debtor);
        if (DebtorChanges.of(block, customer.told()).isEmpty() && !isBlockedByUs(customer)
                && DebtorAccounts.missing(block, customer.told()).isEmpty()
                && DebtorContacts.areCurrent(block, customer)) {
            Delivery named = DebtorAccounts.named(block, version, DebtorContacts.named(block, customer));
            return told(block, debtor, named.unchanged(version, clock.instant()),
                    List.of(Step.of(customer.key(), "unchanged", version)));
        }
        DebtorSearch.Known known = search.known(debtor, block);
        AfasRow row = known.debtor();
        if (row == null) {
            throw new Refusal(FailureCode.DEBTOR_MISSING, "debtor", debtor);
        }
        List<String> withItsMail = known.withItsMail().stream().map(other -> other.required("DebtorId")).toList();
        if (!withItsMail.isEmpty() && !withItsMail.contains(debtor)) {
            throw new Refusal(FailureCode.EMAIL_TAKEN, "debtor", withItsMail.getFirst());
        }
        return write(block, version, customer, row);
    }

    private Settled find(DebtorBlock block, Version version, Delivery customer, OfficeSettings office) {
        Match match = search.find(block, office);
        String standIn = standIn(match, block, office);
        if (standIn != null) {
            return fixed(standIn, customer);
        }
        return switch (match) {
            case Match.None() -> {
                if (block.identity().email() == null && office.standIns().withoutEmail() == WithoutEmail.REFUSE) {
                    throw new Refusal(Cause.of(FailureCode.CUSTOMER_WITHOUT_IDENTITY));
                }
                yield create(block, version, customer, office, null);
            }
            case Match.Party(String number) -> create(block, version, customer, office, number);
            case Match.Debtor(String number, String party) -> {
                DebtorBlock.Party type = search.type(party);
                requireSameParty(block, type == null ? null : DebtorRequests.connector(type), number);
                yield write(block, version, customer, Objects.requireNonNull(search.debtor(number)));
            }
            case Match.Several(List<String> numbers) ->
                throw new Refusal(FailureCode.EMAIL_AMBIGUOUS, "debtors", String.join(", ", numbers));
        };
    }

    private Settled create(DebtorBlock block, Version version, Delivery customer, OfficeSettings office,
            @Nullable String party) {
        String number = office.match().contains(OfficeSettings.Match.DEBTOR_NUMBER)
                ? block.identity().debtorNumber()
                : null;
        AfasRequest request = party == null
                ? DebtorRequests.create(block, number)
                : DebtorRequests.becomeDebtor(block, party, number);
        Map<String, String> facts = new HashMap<>();
        if (number != null) {
            facts.put(DebtorKeys.DEBTOR, number);
        }
        if (party == null) {
            facts.putAll(DebtorAdditions.named(block));
        } else {
            facts.put(DebtorKeys.PARTY, party);
        }
        Sent sent = committer.create(customer,
                new Creation(DocumentKind.DEBTOR, null, version, request, block.customer().toString(), facts,
                        block.customer()));
        String debtor = sent.answer().key(DebtorKeys.DEBTOR);
        if (debtor == null) {
            // Done, but the answer does not say as what: found like one whose answer was lost.
            throw new AfasFailure.InDoubt(request.connector(), "The answer has no debtor number", null);
        }
        Delivery made = customer.as(DocumentKind.DEBTOR, null).found(keys(sent.answer(), debtor, block, party),
                clock.instant());
        made = made.telling(DebtorChanges.allOf(block));
        if (party != null) {
            return completed(block, version, made, false, sent.steps());
        }
        for (Addition first : Addition.first(block)) {
            made = first.kind() == Addition.Kind.BANK_ACCOUNT
                    ? DebtorAccounts.madeWith(made, first)
                    : DebtorContacts.madeWith(made, first);
        }
        return completed(block, version, made, true, sent.steps());
    }

    private Settled write(DebtorBlock block, Version version, Delivery customer, AfasRow row) {
        String debtor = row.required("DebtorId");
        String party = row.required("BcCo");
        boolean blocked = isBlockedByUs(customer);
        DebtorChanges changes = DebtorChanges.of(block, customer.told());
        List<Step> steps = List.of();
        if (!changes.isEmpty() || blocked) {
            AfasRequest request = DebtorRequests.change(block, debtor, party, changes, blocked);
            steps = committer.change(customer.key(), customer.key(), version, request, changes.asked()).steps();
        }
        Map<String, String> keys = new HashMap<>(keys(row, block));
        if (blocked) {
            keys.put(DebtorKeys.BLOCKED, "0");
        }
        return completed(block, version, customer.as(DocumentKind.DEBTOR, null).found(keys, clock.instant())
                .telling(changes.told()), false, steps);
    }

    /** The debtor is there and says what it must; its accounts, contacts and delivery addresses go one by one behind it. */
    private Settled completed(DebtorBlock block, Version version, Delivery customer, boolean isNew, List<Step> sent) {
        Delivery complete = customer;
        List<Step> steps = new ArrayList<>(sent);
        boolean hasContacts = !Addition.contacts(block).isEmpty();
        if (!DebtorAccounts.missing(block, customer.told()).isEmpty() || !DebtorContacts.areCurrent(block, customer)
                || (isNew && hasContacts)) {
            Delivery known = withParty(customer, block);
            ledger.commit(new Entry(List.of(known), steps, null));
            steps.clear();
            complete = contacts.settle(block, version, accounts.settle(block, version, known, isNew), isNew);
        }
        String debtor = Objects.requireNonNull(complete.afas(DebtorKeys.DEBTOR));
        steps.add(Step.of(customer.key(), "delivered", version, Map.of(DebtorKeys.DEBTOR, debtor)));
        return told(block, debtor,
                DebtorAccounts.named(block, version, complete).delivered(version, Map.of(), clock.instant()), steps);
    }

    /** What only a person can do is told with the customer's own update; no invoice has to wait for it. */
    private Settled told(DebtorBlock block, String debtor, Delivery delivery, List<Step> steps) {
        if (!DebtorContacts.areCurrent(block, delivery)) {
            Cause cause = Cause.of(FailureCode.CONTACT_UNCLEAR,
                    Map.of("debtor", debtor, "addresses", DebtorContacts.unclear(block, delivery)));
            return new Settled(debtor, false, delivery.refused(cause.code(), clock.instant()), steps, cause);
        }
        Cause cause = DebtorAccounts.haveLeft(delivery)
                ? Cause.of(FailureCode.BANK_ACCOUNT_LEFT, "debtor", debtor)
                : null;
        return new Settled(debtor, false, delivery, steps, cause);
    }

    /** An answer that names the debtor alone leaves it to us to ask for its party. */
    private Delivery withParty(Delivery customer, DebtorBlock block) {
        if (customer.afas(DebtorKeys.PARTY) != null) {
            return customer;
        }
        String debtor = Objects.requireNonNull(customer.afas(DebtorKeys.DEBTOR));
        AfasRow row = search.debtor(debtor);
        if (row == null) {
            throw new Refusal(FailureCode.DEBTOR_MISSING, "debtor", debtor);
        }
        return customer.found(keys(row, block), clock.instant());
    }

    private static boolean isBlockedByUs(Delivery customer) {
        return "1".equals(customer.afas(DebtorKeys.BLOCKED));
    }

    private static Map<String, String> keys(AfasAnswer answer, String debtor, DebtorBlock block,
            @Nullable String party) {
        Map<String, String> keys = new HashMap<>();
        keys.put(DebtorKeys.DEBTOR, debtor);
        String known = answer.key(DebtorKeys.PARTY) == null ? party : answer.key(DebtorKeys.PARTY);
        if (known != null) {
            keys.put(DebtorKeys.PARTY, known);
        }
        keys.put(DebtorKeys.CONNECTOR, DebtorRequests.connector(block.party()));
        return keys;
    }

    /** Looks for what an open intent may have made: a debtor, or something of one. */
    private Finding look(DebtorBlock block, Intent intent, Delivery customer, OfficeSettings office) {
        String linked = customer.afas(DebtorKeys.DEBTOR);
        String number = linked == null ? intent.facts().get(DebtorKeys.DEBTOR) : linked;
        if (intent.method() == AfasRequest.Method.PUT) {
            return additions.look(block, intent, customer);
        }
        Finding finding = number == null ? lookByIdentity(block, intent, office) : found(search.debtor(number), block);
        if (finding instanceof Finding.Likely(Map<String, String> keys)) {
            Map<String, String> all = new HashMap<>(keys);
            all.putAll(DebtorAdditions.made(intent, customer));
            return new Finding.Likely(all);
        }
        return finding;
    }

    private Finding lookByIdentity(DebtorBlock block, Intent intent, OfficeSettings office) {
        return switch (search.find(block, office)) {
            case Match.Debtor(String found, String party) -> found(search.debtor(found), block);
            case Match.Several several -> new Finding.Unknowable();
            case Match.None none -> byName(block, intent);
            case Match.Party party -> byName(block, intent);
        };
    }

    /** A debtor that was made when nobody knew may lack some of what AFAS can only add: that is not delivered yet. */
    private static Finding found(@Nullable AfasRow row, DebtorBlock block) {
        if (row == null) {
            return new Finding.Nothing();
        }
        return Addition.of(block).isEmpty() ? new Finding.Done(keys(row, block)) : new Finding.Likely(keys(row, block));
    }

    private Finding byName(DebtorBlock block, Intent intent) {
        if (DebtorRequests.name(block) == null) {
            return new Finding.Unknowable();
        }
        boolean sameContent = intent.version().contentHash().equals(block.contentHash());
        List<AfasRow> rows = search.madeSince(intent.recordedAt(), block).stream()
                .filter(row -> !sameContent || hasMail(row, block.identity().email()))
                .filter(row -> !ledger.isLinkedByAnother(row.required("DebtorId"), block.customer())).toList();
        return switch (rows.size()) {
            case 0 -> new Finding.Nothing();
            case 1 -> new Finding.Likely(keys(rows.getFirst(), block));
            default -> new Finding.Unknowable();
        };
    }

    private static Map<String, String> keys(AfasRow row, DebtorBlock block) {
        return keys(new AfasAnswer(Map.of(), ""), row.required("DebtorId"), block, row.text("BcCo"));
    }

    private static boolean hasMail(AfasRow row, @Nullable String email) {
        return Objects.requireNonNullElse(row.text("Email"), "").trim()
                .equalsIgnoreCase(Objects.requireNonNullElse(email, ""));
    }

    private static void requireSameParty(DebtorBlock block, @Nullable String connector, String debtor) {
        if (connector != null && !connector.equals(DebtorRequests.connector(block.party()))) {
            boolean organisation = block.party() == DebtorBlock.Party.ORGANISATION;
            throw new Refusal(Cause.of(FailureCode.PARTY_CHANGED,
                    Map.of("debtor", debtor, "now", word(organisation), "was", word(!organisation))));
        }
    }

    private static String word(boolean organisation) {
        return (organisation ? "ORGANISATION" : "PERSON").toLowerCase(Locale.ROOT);
    }
}
