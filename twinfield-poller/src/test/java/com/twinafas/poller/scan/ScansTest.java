package com.twinafas.poller.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.poller.archive.Change;
import com.twinafas.poller.archive.PublishFailure;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.RecordStatus;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.failure.TwinfieldFailure;

class ScansTest {

    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);
    private static final String OFFICE = COMPANY.offices().getFirst().office().code();

    private final Rig rig = new Rig(COMPANY);
    private final Rig.SetClock clock = rig.clock();
    private final FaultPlan faults = rig.faults();
    private final TwinfieldSimulator simulator = rig.simulator();
    private final TwinfieldBooks books = simulator.books();
    private final Twinfield twinfield = rig.twinfield();
    private final MemoryArchive archive = rig.archive();
    private final OfficePlan plan = rig.plan(OFFICE);
    private final CustomerScan customers = new CustomerScan(plan, archive, twinfield, clock);
    private final ArticleScan articles = new ArticleScan(plan, archive, twinfield, clock);
    private final InvoiceScan invoices = new InvoiceScan(plan, archive, twinfield, clock);
    private final TransactionScan transactions = new TransactionScan(plan, archive, twinfield, clock);
    private final ReferenceScan reference = new ReferenceScan(plan, archive, twinfield, clock);

    @AfterEach
    void stop() {
        rig.close();
    }

    private static List<String> keys(List<Change> changes) {
        return changes.stream().map(change -> change.sighting().key().toString()).toList();
    }

    private Stream<RecordKey> present(RecordKind kind) {
        return archive.present(OFFICE, kind, key -> true).stream();
    }

    @Test
    void readsEveryCustomerOnce() {
        customers.run();

        assertThat(present(RecordKind.CUSTOMER).map(RecordKey::code)).containsExactlyInAnyOrderElementsOf(
                books.customers(OFFICE).stream().map(Relation::code).toList());
        assertThat(archive.taken()).hasSize(books.customers(OFFICE).size());
        assertThat(archive.position(OFFICE + "/customer").isComplete()).isTrue();
        assertThat(books.traffic().calls("read dimensions")).isLessThanOrEqualTo(1);
    }

    @Test
    void killBetweenTheStepsOfABulkReadLosesAndDoublesNothing() {
        // Given more customers than are published in one step
        Relation one = books.customers(OFFICE).getFirst();
        for (int number = 5000; number < 5450; number++) {
            books.addCustomer(OFFICE, one.withCode(String.valueOf(number)));
        }
        archive.killAfter(1);
        assertThatThrownBy(customers::run).isInstanceOf(PublishFailure.class);
        List<String> published = new ArrayList<>(keys(archive.taken()));
        assertThat(published).hasSizeBetween(190, 210);
        assertThat(archive.position(OFFICE + "/customer").isComplete()).isFalse();
        archive.killAfter(Integer.MAX_VALUE);
        clock.pass(Duration.ofMinutes(1));

        // When
        new CustomerScan(plan, archive, twinfield, clock).run();

        // Then
        published.addAll(keys(archive.taken()));
        assertThat(published).containsExactlyInAnyOrderElementsOf(
                books.customers(OFFICE).stream().map(customer -> OFFICE + "/customer/" + customer.code()).toList());
        assertThat(archive.position(OFFICE + "/customer").isComplete()).isTrue();
    }

    @Test
    void publishesOnlyWhatChanged() {
        // Given
        customers.run();
        articles.run();
        invoices.run();
        reference.run();
        archive.taken();
        clock.pass(Duration.ofMinutes(1));

        // When
        customers.run();
        articles.run();
        invoices.run();
        reference.run();
        assertThat(keys(archive.taken())).isEmpty();
        String code = books.customers(OFFICE).getFirst().code();
        books.changeEmail(OFFICE, code, "new@example.com");
        clock.pass(Duration.ofMinutes(1));
        customers.run();

        // Then
        List<Change> changes = archive.taken();
        assertThat(keys(changes)).containsExactly(OFFICE + "/customer/" + code);
        assertThat(changes.getFirst().sighting().text()).contains("new@example.com");
    }

    @Test
    void everyStateHasAHigherRevisionEvenWhenTheClockStands() {
        customers.run();
        String code = books.customers(OFFICE).getFirst().code();
        long first = revision(code);
        books.changeEmail(OFFICE, code, "b@example.com");
        customers.run();
        long second = revision(code);
        books.changeEmail(OFFICE, code, "c@example.com");
        customers.run();

        assertThat(second).isGreaterThan(first);
        assertThat(revision(code)).isGreaterThan(second);
    }

    private long revision(String code) {
        var known = archive.known(new RecordKey(OFFICE, RecordKind.CUSTOMER, code));
        return known == null ? 0 : known.revision();
    }

    @Test
    void hiddenIsAStateAndDeletedIsProvenByTheCompleteList() {
        // Given
        customers.run();
        archive.taken();
        Relation fresh = books.customers(OFFICE).getFirst();
        books.addCustomer(OFFICE, fresh.withCode("9999"));
        customers.run();
        assertThat(keys(archive.taken())).containsExactly(OFFICE + "/customer/9999");

        // When
        books.hideCustomer(OFFICE, fresh.code());
        books.deleteCustomer(OFFICE, "9999");
        clock.pass(Duration.ofHours(25));
        customers.run();

        // Then
        assertThat(archive.taken()).extracting(change -> change.sighting().key().code() + " "
                + change.sighting().state())
                .containsExactlyInAnyOrder(fresh.code() + " " + RecordState.HIDDEN, "9999 " + RecordState.DELETED);
    }

    @Test
    void recordThatACompleteListDoesNotShowIsDeletedOnlyWhenTwinfieldSaysSo() {
        // Given lists from which one row is missing: too late a page, an order that changed, who knows
        customers.run();
        articles.run();
        archive.taken();
        String customer = books.customers(OFFICE).getLast().code();
        String article = books.articles(OFFICE).getLast().code();
        faults.add(FaultRule.of("list", new Fault.Meanwhile(() -> {
            books.changeCustomer(OFFICE, customer, one -> one.withStatus(RecordStatus.DELETED));
            books.changeArticle(OFFICE, article, one -> one.withStatus(RecordStatus.DELETED));
        })).operation("Search").times(2),
                FaultRule.of("afterwards", new Fault.Meanwhile(() -> {
                    books.changeCustomer(OFFICE, customer, one -> one.withStatus(RecordStatus.ACTIVE));
                    books.changeArticle(OFFICE, article, one -> one.withStatus(RecordStatus.ACTIVE));
                })).operation("ProcessXmlString"));

        // When
        clock.pass(Duration.ofHours(25));
        customers.run();
        articles.run();

        // Then
        assertThat(faults.fired("list")).isEqualTo(2);
        assertThat(archive.taken()).noneMatch(change -> change.sighting().state() == RecordState.DELETED);
        assertThat(present(RecordKind.CUSTOMER)).hasSize(books.customers(OFFICE).size());
        assertThat(present(RecordKind.ARTICLE)).hasSize(books.articles(OFFICE).size());
    }

    @Test
    void hiddenArticlesAreNotListedAndStayHiddenHoweverManyTheyAre() {
        // Given
        articles.run();
        archive.taken();
        List<String> hidden = present(RecordKind.ARTICLE).map(RecordKey::code).limit(3).toList();
        hidden.forEach(code -> books.changeArticle(OFFICE, code, article -> article.withStatus(RecordStatus.HIDDEN)));
        clock.pass(Duration.ofMinutes(1));
        articles.run();
        assertThat(archive.taken()).hasSize(3)
                .allMatch(change -> change.sighting().state() == RecordState.HIDDEN);

        // When another follows, and one is taken back
        String fourth = present(RecordKind.ARTICLE).map(RecordKey::code).skip(3).findFirst().orElseThrow();
        books.changeArticle(OFFICE, fourth, article -> article.withStatus(RecordStatus.HIDDEN));
        books.changeArticle(OFFICE, hidden.getFirst(), article -> article.withStatus(RecordStatus.ACTIVE));
        clock.pass(Duration.ofMinutes(1));
        articles.run();

        // Then
        assertThat(archive.taken()).extracting(change -> change.sighting().key().code() + " "
                + change.sighting().state())
                .containsExactlyInAnyOrder(fourth + " " + RecordState.HIDDEN,
                        hidden.getFirst() + " " + RecordState.ACTIVE);
        assertThat(archive.open()).isEmpty();
    }

    @Test
    void manyDeletionsAtOnceStopTheKindUntilTheyAreConfirmed() {
        // Given articles that a complete list no longer shows
        articles.run();
        archive.taken();
        List<String> known = present(RecordKind.ARTICLE).map(RecordKey::code).toList();
        archive.publish(new com.twinafas.poller.archive.Batch("x").saw(ghost("G1")).saw(ghost("G2")).saw(ghost("G3"))
                .saw(ghost("G4")));
        archive.taken();
        clock.pass(Duration.ofMinutes(10));
        RecordKey whole = new RecordKey(OFFICE, RecordKind.ARTICLE, RecordScan.WHOLE_KIND);

        // When
        articles.run();
        books.changeArticle(OFFICE, known.getFirst(), article -> article);
        articles.run();

        // Then
        assertThat(archive.taken()).isEmpty();
        assertThat(archive.open()).hasEntrySatisfying(whole,
                cause -> assertThat(cause.code()).isEqualTo(FailureCode.MASS_DELETION));

        // When a person says that they are right
        archive.discard(whole);
        articles.run();

        // Then
        assertThat(archive.taken()).filteredOn(change -> change.sighting().state() == RecordState.DELETED).hasSize(4);
        assertThat(present(RecordKind.ARTICLE).map(RecordKey::code)).containsExactlyElementsOf(known);
    }

    private com.twinafas.poller.archive.Sighting ghost(String code) {
        RecordKey key = new RecordKey(OFFICE, RecordKind.ARTICLE, code);
        return new com.twinafas.poller.archive.Sighting(key, Set.of(), RecordState.ACTIVE, "h", "<article/>",
                clock.instant());
    }

    @Test
    void readsEveryInvoiceOfEveryTypeConceptAndFinal() {
        invoices.run();

        assertThat(present(RecordKind.SALES_INVOICE).map(RecordKey::code)).containsExactlyInAnyOrderElementsOf(
                books.invoices(OFFICE).stream().map(invoice -> invoice.type() + "/" + invoice.number()).toList());
        assertThat(archive.position(OFFICE + "/sales-invoice").isComplete()).isTrue();
    }

    @Test
    void customerOfAnInvoiceIsPublishedBeforeIt() {
        invoices.run();

        List<String> keys = keys(archive.taken());
        for (SalesInvoice invoice : books.invoices(OFFICE)) {
            assertThat(keys.indexOf(OFFICE + "/customer/" + invoice.customer())).isNotNegative()
                    .isLessThan(keys.indexOf(OFFICE + "/sales-invoice/" + invoice.type() + "/" + invoice.number()));
        }
    }

    @Test
    void conceptThatChangesAndBecomesFinalIsReadAgain() {
        invoices.run();
        archive.taken();
        SalesInvoice concept = books.addConcept(OFFICE, books.invoices(OFFICE).getFirst().again());
        String key = OFFICE + "/sales-invoice/" + concept.type() + "/" + concept.number();
        clock.pass(Duration.ofSeconds(30));
        invoices.run();
        assertThat(keys(archive.taken())).containsExactly(key);

        books.changeConcept(OFFICE, concept.type(), concept.number(), invoice -> invoice.withLines(invoice.lines()
                .stream().map(line -> line.withQuantity(line.quantity().add(BigDecimal.ONE))).toList()));
        clock.pass(Duration.ofSeconds(30));
        invoices.run();
        assertThat(keys(archive.taken())).containsExactly(key);

        books.makeFinal(OFFICE, concept.type(), concept.number());
        clock.pass(Duration.ofSeconds(30));
        invoices.run();
        assertThat(keys(archive.taken())).containsExactly(key);
        clock.pass(Duration.ofSeconds(30));
        invoices.run();
        assertThat(archive.taken()).isEmpty();
    }

    @Test
    void quietRoundsCostFewCredits() {
        customers.run();
        invoices.run();
        clock.pass(Duration.ofSeconds(30));
        invoices.run();
        int before = books.traffic().credits();
        clock.pass(Duration.ofSeconds(30));
        customers.run();
        invoices.run();

        assertThat(books.traffic().credits() - before).isLessThan(40);
    }

    @Test
    void firstLoadOfAWholeCompanyFitsIntoTheCreditsOfOneMinute() {
        Company company = Company.generate(42, CompanySize.DEFAULT);
        try (TwinfieldSimulator whole = TwinfieldSimulator
                .start(TwinfieldSimulatorConfig.of(company).clock(clock).limits(Limits.none()))) {
            Twinfield all = rig.client(whole);
            for (String office : company.offices().stream().map(one -> one.office().code()).toList()) {
                OfficePlan invoicesOnly = new OfficePlan(office, true, true, Set.of(), Set.of("VRK"), Set.of(),
                        Duration.ofMinutes(5), Duration.ofHours(24), 1000);
                new ReferenceScan(invoicesOnly, archive, all, clock).run();
                new CustomerScan(invoicesOnly, archive, all, clock).run();
                new ArticleScan(invoicesOnly, archive, all, clock).run();
                new InvoiceScan(invoicesOnly, archive, all, clock).run();
            }

            assertThat(whole.books().traffic().credits()).as("%s", whole.books().traffic().calls())
                    .isLessThanOrEqualTo(490);
        }
    }

    @Test
    void readsTransactionsAndTheirDeletions() {
        transactions.run();
        assertThat(present(RecordKind.TRANSACTION).map(RecordKey::code)).containsExactlyInAnyOrderElementsOf(books
                .transactions(OFFICE).stream().filter(transaction -> plan.daybooks().contains(transaction.daybook()))
                .map(transaction -> transaction.daybook() + "/" + transaction.number()).toList());
        archive.taken();
        Transaction gone = books.transactions(OFFICE).stream()
                .filter(transaction -> plan.daybooks().contains(transaction.daybook())).findFirst().orElseThrow();

        clock.pass(Duration.ofMinutes(1));
        transactions.run();
        assertThat(archive.taken()).isEmpty();
        books.deleteTransaction(OFFICE, gone.daybook(), gone.number(), "dubbel");
        clock.pass(Duration.ofMinutes(1));
        transactions.run();

        assertThat(archive.taken()).singleElement().satisfies(change -> {
            assertThat(change.sighting().key().code()).isEqualTo(gone.daybook() + "/" + gone.number());
            assertThat(change.sighting().state()).isEqualTo(RecordState.DELETED);
        });
    }

    @Test
    void readsReferenceData() {
        reference.run();

        assertThat(present(RecordKind.REFERENCE).map(RecordKey::code)).contains("office/" + OFFICE, "vat/VH",
                "dimensiontype/DEB").anyMatch(code -> code.startsWith("costcentre/"))
                .anyMatch(code -> code.startsWith("ledger/")).noneMatch(code -> code.endsWith("/KPL"));
    }

    @Test
    void oneBadRecordDoesNotStopTheOthersAndIsTriedAgain() {
        SalesInvoice bad = books.invoices(OFFICE).getFirst();
        String code = bad.type() + "/" + bad.number();
        faults.add(FaultRule.of("bad", new Fault.EmptyBody())
                .body("&lt;code&gt;" + bad.type() + "&lt;.*invoicenumber&gt;" + bad.number() + "&lt;"));
        invoices.run();
        RecordKey key = new RecordKey(OFFICE, RecordKind.SALES_INVOICE, code);
        assertThat(archive.open()).containsOnlyKeys(key);
        assertThat(present(RecordKind.SALES_INVOICE)).hasSize(books.invoices(OFFICE).size() - 1);

        faults.clear();
        clock.pass(Duration.ofMinutes(11));
        invoices.run();

        assertThat(archive.open()).isEmpty();
        assertThat(present(RecordKind.SALES_INVOICE)).contains(key);
    }

    @Test
    void outageLosesAndParksNothing() {
        faults.add(FaultRule.of("down", new Fault.Maintenance(null)).from(12));
        assertThatThrownBy(invoices::run).isInstanceOf(TwinfieldFailure.Unavailable.class);
        faults.clear();
        invoices.run();

        assertThat(archive.open()).isEmpty();
        assertThat(present(RecordKind.SALES_INVOICE)).hasSize(books.invoices(OFFICE).size());
    }

    @Test
    void tokenThatEndsIsRenewed() {
        customers.run();
        simulator.endAccessTokens();
        customers.run();

        assertThat(books.traffic().tooMany()).isZero();
    }
}
