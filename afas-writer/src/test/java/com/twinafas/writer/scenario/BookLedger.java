package com.twinafas.writer.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.line.LineWatch;

/** A ledger in memory that outlives its writers, and can lose one in the middle of a commit. */
public final class BookLedger implements Ledger, LineWatch {

    /** The ledger as one process has it: once another follows, it commits nothing any more. */
    final class Tenure implements Ledger, LineWatch {

        private final int mine = tenures;

        @Override
        public Delivery delivery(RecordKey key) {
            return BookLedger.this.delivery(key);
        }

        @Override
        public @Nullable Long refusedRevision(RecordKey key) {
            return BookLedger.this.refusedRevision(key);
        }

        @Override
        public boolean isLinkedByAnother(String debtor, RecordKey customer) {
            return BookLedger.this.isLinkedByAnother(debtor, customer);
        }

        @Override
        public void commit(Entry entry) {
            synchronized (BookLedger.this) {
                if (mine != tenures) {
                    throw new OwnershipLost();
                }
                BookLedger.this.commit(entry);
            }
        }

        @Override
        public void stopped(Cause cause) {
            BookLedger.this.stopped(cause);
        }

        @Override
        public void resumed() {
            BookLedger.this.resumed();
        }
    }

    private final Map<RecordKey, Delivery> deliveries = new HashMap<>();
    private final Map<RecordKey, Letter> letters = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> line = new ArrayList<>();
    private Predicate<Entry> crash = entry -> false;
    private Predicate<Entry> crashBehind = entry -> false;
    private boolean crashed;
    private int tenures;

    private record Letter(Cause cause, long revision) {
    }

    @Override
    public synchronized Delivery delivery(RecordKey key) {
        return deliveries.getOrDefault(key, Delivery.none(key));
    }

    @Override
    public synchronized @Nullable Long refusedRevision(RecordKey key) {
        Letter letter = letters.get(key);
        return letter == null ? null : letter.revision();
    }

    @Override
    public synchronized boolean isLinkedByAnother(String debtor, RecordKey customer) {
        return deliveries.values().stream().anyMatch(delivery -> delivery.key().kind() == RecordKind.CUSTOMER
                && !delivery.key().equals(customer) && debtor.equals(delivery.afas("DbId")));
    }

    @Override
    public synchronized void commit(Entry entry) {
        if (crashed || crash.test(entry)) {
            crashed = true;
            throw new OwnershipLost();
        }
        entry.deliveries().forEach(delivery -> {
            deliveries.put(delivery.key(), delivery);
            Letter letter = letters.get(delivery.key());
            if (letter != null && delivery.version() != null && delivery.outcome() != Outcome.REFUSED
                    && delivery.outcome() != Outcome.NONE
                    && letter.revision() <= Objects.requireNonNull(delivery.version()).revision()) {
                letters.remove(delivery.key());
            }
        });
        steps.addAll(entry.steps());
        Entry.Conclusion conclusion = entry.conclusion();
        if (conclusion != null && conclusion.cause() != null) {
            letters.put(conclusion.update().key(),
                    new Letter(conclusion.cause(), conclusion.update().version().revision()));
        }
        if (crashBehind.test(entry)) {
            crashed = true;
            throw new OwnershipLost();
        }
    }

    @Override
    public synchronized void stopped(Cause cause) {
        line.add("stopped: " + cause.code());
    }

    @Override
    public synchronized void resumed() {
        line.add("resumed");
    }

    /** From the first entry that is like this on nothing is committed any more: the process is gone. */
    public synchronized void crashAt(Predicate<Entry> entry) {
        crash = entry;
    }

    /** The first entry that is like this is committed, but nobody hears of it: the process is gone. */
    public synchronized void crashBehind(Predicate<Entry> entry) {
        crashBehind = entry;
    }

    /** The process is gone now. */
    public synchronized void crash() {
        crashed = true;
    }

    /** Everything that was ever kept is gone. */
    public synchronized void forget() {
        deliveries.clear();
    }

    /** A new process. */
    synchronized Tenure begin() {
        tenures++;
        crash = entry -> false;
        crashBehind = entry -> false;
        crashed = false;
        return new Tenure();
    }

    public synchronized boolean isCrashed() {
        return crashed;
    }

    public synchronized @Nullable FailureCode letter(RecordKey key) {
        Letter letter = letters.get(key);
        return letter == null ? null : letter.cause().code();
    }

    public synchronized Map<String, String> letterParameters(RecordKey key) {
        return Objects.requireNonNull(letters.get(key)).cause().parameters();
    }

    public synchronized List<String> line() {
        return List.copyOf(line);
    }

    /** What was said to AFAS and by it about a record, in its order. */
    public synchronized List<Step.Content> said(RecordKey key) {
        return steps.stream().filter(step -> step.key().equals(key)).map(Step::content).filter(Objects::nonNull)
                .toList();
    }

    /** How often any record's step of this name was taken. */
    public synchronized long count(String step) {
        return steps.stream().filter(one -> one.name().equals(step)).count();
    }

    /** The records that wait for a person. */
    public synchronized Set<RecordKey> withPerson() {
        return Set.copyOf(letters.keySet());
    }

    /** What was told with each of a record's steps. */
    public synchronized List<Map<String, String>> details(RecordKey key) {
        return steps.stream().filter(step -> step.key().equals(key)).map(Step::details).toList();
    }

    /** The names of a record's steps. */
    public synchronized List<String> steps(RecordKey key) {
        return steps.stream().filter(step -> step.key().equals(key)).map(Step::name).toList();
    }
}
