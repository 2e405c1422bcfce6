package com.twinafas.poller.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import com.twinafas.pipeline.matrix.Tally;
import com.twinafas.poller.archive.Change;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.company.Article;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.RecordStatus;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** One seed of one fault at one kind: a first load, some changes in Twinfield, and what was published of them. */
record PollingRun(PollingMishap mishap, RecordKind kind, long seed) {

    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);
    private static final String OFFICE = COMPANY.offices().getFirst().office().code();
    /** Of these one record is changed between the two polls. */
    private static final Set<RecordKind> CHANGED = Set.of(RecordKind.CUSTOMER, RecordKind.SALES_INVOICE);
    private static final Set<RecordKind> BROWSED = Set.of(RecordKind.SALES_INVOICE, RecordKind.TRANSACTION);
    private static final Duration COMPLETE_LIST = Duration.ofHours(25);
    private static final int FEW_ROWS = 8;
    private static final int SMALL_ANSWER = 12_000;
    private static final int ROUNDS = 40;
    private static final Duration ROUND = Duration.ofMinutes(11);

    Tally tally() {
        Random random = new Random(seed);
        try (Rig rig = rig(); Time _ = Time.passing(rig.clock())) {
            MortalArchive archive = new MortalArchive(rig.archive());
            mishap.arrangement().arrange(rig, archive, kind, random);
            Set<RecordKey> told = new HashSet<>(poll(rig, archive));
            List<Change> changes = rig.archive().taken();

            change(rig.simulator().books(), random);
            rig.faults().clear();
            mishap.arrangement().arrange(rig, archive, kind, random);
            told.addAll(poll(rig, archive));
            long faults = rig.faults().fired().size() + archive.ends();
            if (mishap.inParts()) {
                // What moved is in the next list at the latest.
                rig.faults().clear();
                rig.clock().pass(COMPLETE_LIST);
                told.addAll(poll(rig, archive));
            }
            List<Change> later = rig.archive().taken();

            verify(rig, changes, later);
            return new Tally(1, faults, present(rig).size(), 0, told.size(), 0, 0);
        }
    }

    private Rig rig() {
        return mishap.inParts()
                ? new Rig(COMPANY, FEW_ROWS, BROWSED.contains(kind) ? SMALL_ANSWER : Rig.ANSWER_LIMIT)
                : new Rig(COMPANY);
    }

    /** Round after round, by one process after the other, until one ends well and nothing is open. */
    private Set<RecordKey> poll(Rig rig, MortalArchive archive) {
        Set<RecordKey> told = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            try {
                scan(rig, archive).run();
                told.addAll(rig.archive().open().keySet());
                if (rig.archive().open().isEmpty()) {
                    return told;
                }
            } catch (TwinfieldFailure | MortalArchive.Ended e) {
                told.addAll(rig.archive().open().keySet());
            }
            rig.clock().pass(ROUND);
        }
        throw new AssertionError("not done after " + ROUNDS + " rounds: " + rig.archive().open());
    }

    private Scan scan(Rig rig, MortalArchive archive) {
        OfficePlan plan = rig.plan(OFFICE);
        return switch (kind) {
            case REFERENCE -> new ReferenceScan(plan, archive, rig.twinfield(), rig.clock());
            case CUSTOMER -> new CustomerScan(plan, archive, rig.twinfield(), rig.clock());
            case ARTICLE -> new ArticleScan(plan, archive, rig.twinfield(), rig.clock());
            case SALES_INVOICE -> new InvoiceScan(plan, archive, rig.twinfield(), rig.clock());
            case TRANSACTION -> new TransactionScan(plan, archive, rig.twinfield(), rig.clock());
        };
    }

    private static void change(TwinfieldBooks books, Random random) {
        List<String> codes = books.customers(OFFICE).stream().map(customer -> customer.code()).toList();
        books.changeEmail(OFFICE, codes.get(random.nextInt(codes.size())), "anders@example.com");
        books.addConcept(OFFICE, books.invoices(OFFICE).getFirst().again());
    }

    private void verify(Rig rig, List<Change> first, List<Change> later) {
        assertThat(List.of(first, later)).allSatisfy(changes -> {
            assertThat(changes.stream().filter(change -> change.sighting().state() == RecordState.DELETED)
                    .map(change -> change.sighting().key().code())).doesNotHaveDuplicates()
                    .isSubsetOf(deleted(rig.simulator().books()));
            assertThat(changes.stream().map(change -> change.sighting().key() + " " + change.sighting().hash()))
                    .doesNotHaveDuplicates();
        });
        assertThat(present(rig)).isEqualTo(expected(rig.simulator().books()));
        if (mishap.inParts()) {
            assertThat(states(rig.archive())).isEqualTo(statesNow(rig));
        } else {
            assertThat(later.stream().filter(change -> change.sighting().key().kind() == kind))
                    .hasSize(CHANGED.contains(kind) ? 1 : 0);
        }
    }

    private Set<String> deleted(TwinfieldBooks books) {
        return switch (kind) {
            case CUSTOMER -> codes(books.relations(OFFICE, Relation.CUSTOMER).stream()
                    .filter(customer -> customer.status() == RecordStatus.DELETED).map(Relation::code).toList());
            case ARTICLE -> codes(books.articles(OFFICE).stream()
                    .filter(article -> article.status() == RecordStatus.DELETED).map(Article::code).toList());
            case SALES_INVOICE, TRANSACTION, REFERENCE -> Set.of();
        };
    }

    private Set<String> states(MemoryArchive archive) {
        return archive.present(OFFICE, kind, key -> true).stream()
                .map(key -> key + " " + Objects.requireNonNull(archive.known(key)).hash())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a poller that begins now, and that nothing happens to, finds in the same Twinfield. */
    private Set<String> statesNow(Rig rig) {
        MemoryArchive fresh = new MemoryArchive(rig.clock());
        scan(rig, new MortalArchive(fresh)).run();
        return states(fresh);
    }

    private Set<String> present(Rig rig) {
        return rig.archive().present(OFFICE, kind, key -> true).stream().map(RecordKey::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> expected(TwinfieldBooks books) {
        return switch (kind) {
            case CUSTOMER -> codes(books.customers(OFFICE).stream().map(customer -> customer.code()).toList());
            case ARTICLE -> codes(books.articles(OFFICE).stream()
                    .filter(article -> article.status() != RecordStatus.DELETED).map(Article::code).toList());
            case SALES_INVOICE -> codes(books.invoices(OFFICE).stream()
                    .map(invoice -> invoice.type() + "/" + invoice.number()).toList());
            case TRANSACTION, REFERENCE -> undisturbed();
        };
    }

    /** What a poller finds that nothing happens to. */
    private Set<String> undisturbed() {
        try (Rig rig = new Rig(COMPANY)) {
            scan(rig, new MortalArchive(rig.archive())).run();
            return present(rig);
        }
    }

    private static Set<String> codes(List<String> codes) {
        return new TreeSet<>(codes);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + mishap.name() + " at " + kind.wireName();
    }

    /** Time that passes by itself, much faster than ours. */
    private record Time(AtomicBoolean over) implements AutoCloseable {

        static Time passing(Rig.SetClock clock) {
            AtomicBoolean over = new AtomicBoolean();
            Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    clock.pass(Duration.ofMillis(500));
                    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                }
            });
            return new Time(over);
        }

        @Override
        public void close() {
            over.set(true);
        }
    }
}
