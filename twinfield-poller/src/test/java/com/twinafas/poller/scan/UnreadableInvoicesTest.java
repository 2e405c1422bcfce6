package com.twinafas.poller.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** What a read that fails says about invoices, and what it does not. */
class UnreadableInvoicesTest {

    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);
    private static final String OFFICE = COMPANY.offices().getFirst().office().code();
    private static final Fault MALFORMED_ENVELOPE = new Fault.Given(400, "text/xml; charset=utf-8", "");
    private static final Fault NOT_THERE = new Fault.Given(404, "text/html", "<html><body>Not found</body></html>");

    private final Rig rig = new Rig(COMPANY);
    private final FaultPlan faults = rig.faults();
    private final TwinfieldBooks books = rig.simulator().books();
    private final MemoryArchive archive = rig.archive();
    private final InvoiceScan invoices = new InvoiceScan(rig.plan(OFFICE), archive, rig.twinfield(), rig.clock());

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Those that Twinfield answers instead of a record (twinfield-api §7). */
    static Stream<Fault> faultsOfACall() {
        return Stream.of(new Fault.Unexpected(), MALFORMED_ENVELOPE, NOT_THERE, fault("108"), fault("109"),
                fault("187"));
    }

    private static Fault fault(String code) {
        return new Fault.Given(500, "text/xml; charset=utf-8",
                "<?xml version=\"1.0\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                        + "<soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>x</faultstring>"
                        + "<detail><message>x</message><code>" + code + "</code><source>x</source></detail>"
                        + "</soap:Fault></soap:Body></soap:Envelope>");
    }

    private static FaultRule reading(Fault fault, String type, long number) {
        return FaultRule.of(type + number, fault)
                .body("&lt;code&gt;" + type + "&lt;.*invoicenumber&gt;" + number + "&lt;");
    }

    private static RecordKey key(SalesInvoice invoice) {
        return new RecordKey(OFFICE, RecordKind.SALES_INVOICE, invoice.type() + "/" + invoice.number());
    }

    private SalesInvoice last() {
        String type = books.invoices(OFFICE).getFirst().type();
        return books.invoices(OFFICE).stream().filter(invoice -> invoice.type().equals(type))
                .reduce((first, second) -> first.number() > second.number() ? first : second).orElseThrow();
    }

    private List<RecordKey> published() {
        return archive.taken().stream().map(change -> change.sighting().key())
                .filter(key -> key.kind() == RecordKind.SALES_INVOICE).toList();
    }

    private Map<String, Long> nextNumbers() {
        return books.invoices(OFFICE).stream().map(SalesInvoice::type).distinct().collect(Collectors.toMap(
                type -> type, type -> InvoiceNumbers.of(type, archive.position(OFFICE + "/sales-invoice")).next()));
    }

    @ParameterizedTest
    @MethodSource("faultsOfACall")
    void readThatFailsBeyondTheLastNumberIsNoInvoice(Fault fault) {
        // Given
        invoices.run();
        SalesInvoice last = last();
        Map<String, Long> before = nextNumbers();
        archive.taken();
        faults.add(reading(fault, last.type(), last.number() + 1));

        // When
        invoices.run();

        // Then
        assertThat(faults.fired()).isNotEmpty();
        assertThat(archive.open()).isEmpty();
        assertThat(nextNumbers()).isEqualTo(before);

        // When
        faults.clear();
        SalesInvoice concept = books.addConcept(OFFICE, last.again());
        invoices.run();

        // Then
        assertThat(published()).containsExactly(key(concept));
    }

    @ParameterizedTest
    @MethodSource("faultsOfACall")
    void whileEveryReadFailsNobodyIsToldOfInvoicesAndNothingIsPassed(Fault fault) {
        // Given
        invoices.run();
        Map<String, Long> before = nextNumbers();
        archive.taken();
        faults.add(FaultRule.of("all", fault).operation("ProcessXmlString"));

        // When
        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(invoices::run).isInstanceOf(TwinfieldFailure.class);
        }

        // Then
        assertThat(archive.open()).isEmpty();
        assertThat(nextNumbers()).isEqualTo(before);

        // When
        faults.clear();
        List<RecordKey> concepts = Stream.generate(() -> key(books.addConcept(OFFICE, last().again()))).limit(4)
                .toList();
        invoices.run();

        // Then
        assertThat(published()).containsExactlyElementsOf(concepts);
    }

    @Test
    void unreadableInvoiceIsToldOnceAHigherOneExists() {
        // Given
        invoices.run();
        SalesInvoice bad = books.addConcept(OFFICE, last().again());
        faults.add(reading(new Fault.Unexpected(), bad.type(), bad.number()));
        archive.taken();
        invoices.run();
        assertThat(archive.open()).isEmpty();

        // When
        SalesInvoice good = books.addConcept(OFFICE, bad.again());
        invoices.run();

        // Then
        assertThat(published()).containsExactly(key(good));
        assertThat(archive.open()).containsOnlyKeys(key(bad));

        // When
        faults.clear();
        rig.clock().pass(Duration.ofMinutes(11));
        invoices.run();

        // Then
        assertThat(published()).containsExactly(key(bad));
        assertThat(archive.open()).isEmpty();
    }

    @Test
    void knownInvoiceThatAlwaysMeetsAFaultIsToldAndStopsNoOther() {
        // Given
        invoices.run();
        SalesInvoice bad = books.addConcept(OFFICE, last().again());
        SalesInvoice good = books.addConcept(OFFICE, bad.again());
        invoices.run();
        archive.taken();
        faults.add(reading(new Fault.Unexpected(), bad.type(), bad.number()));

        // When
        books.makeFinal(OFFICE, good.type(), good.number());
        invoices.run();

        // Then
        assertThat(published()).containsExactly(key(good));
        assertThat(archive.open()).containsOnlyKeys(key(bad)).hasEntrySatisfying(key(bad),
                cause -> assertThat(cause.code()).isEqualTo(FailureCode.TWINFIELD_REFUSED));
    }

    @Test
    void typeThatTwinfieldDoesNotKnowIsToldOnceAndStopsNoOther() {
        // Given
        List<String> types = books.invoices(OFFICE).stream().map(SalesInvoice::type).distinct().toList();
        OfficePlan all = rig.plan(OFFICE);
        OfficePlan plan = new OfficePlan(OFFICE, true, true,
                Stream.concat(Stream.of("AAA"), types.stream()).collect(Collectors.toSet()), all.invoiceDaybooks(),
                Set.of(), all.overlap(), all.completeList(), all.rereads());
        InvoiceScan scan = new InvoiceScan(plan, archive, rig.twinfield(), rig.clock());
        RecordKey type = new RecordKey(OFFICE, RecordKind.SALES_INVOICE, "*type/AAA");

        // When
        scan.run();

        // Then
        assertThat(archive.present(OFFICE, RecordKind.SALES_INVOICE, key -> true))
                .hasSize(books.invoices(OFFICE).size());
        assertThat(archive.position(OFFICE + "/sales-invoice").isComplete()).isTrue();
        assertThat(archive.open()).containsExactly(Map.entry(type, Cause.of(FailureCode.INVOICE_TYPE_UNREADABLE,
                Map.of("type", "AAA", "office", OFFICE, "reason", "Het factuurtype bestaat niet"))));

        // When a person knows of it, it is not told again
        archive.discard(type);
        scan.run();
        assertThat(archive.open()).isEmpty();
    }

    @Test
    void typeThatCanBeReadAgainIsReadFromItsBeginning() {
        // Given
        String type = books.invoices(OFFICE).getFirst().type();
        RecordKey whole = new RecordKey(OFFICE, RecordKind.SALES_INVOICE, "*type/" + type);
        List<RecordKey> hidden = books.invoices(OFFICE).stream().filter(invoice -> invoice.type().equals(type))
                .map(UnreadableInvoicesTest::key).toList();
        faults.add(FaultRule.of("type", fault("109"))
                .body("type&gt;salesinvoice&lt;.*&lt;code&gt;" + type + "&lt;"));
        assertThatThrownBy(invoices::run).isInstanceOf(TwinfieldFailure.class);
        invoices.run();
        assertThat(archive.open()).containsOnlyKeys(whole);
        assertThat(published()).isNotEmpty().doesNotContainAnyElementsOf(hidden);

        // When
        faults.clear();
        invoices.run();

        // Then
        assertThat(archive.open()).isEmpty();
        assertThat(published()).containsExactlyInAnyOrderElementsOf(hidden);
    }

    @Test
    void typeThatNobodyAsksForAnyMoreIsNoTrouble() {
        OfficePlan all = rig.plan(OFFICE);
        Scan both = new InvoiceScan(
                new OfficePlan(OFFICE, true, true, Set.of("AAA", last().type()), all.invoiceDaybooks(), Set.of(),
                        all.overlap(), all.completeList(), all.rereads()),
                archive, rig.twinfield(), rig.clock());
        both.run();
        assertThat(archive.open()).hasSize(1);

        invoices.run();

        assertThat(archive.open()).isEmpty();
    }

    @Test
    void conceptThatCouldNotBeReadAtFirstIsFollowedLikeAnyOther() {
        // Given
        invoices.run();
        SalesInvoice concept = books.addConcept(OFFICE, last().again());
        SalesInvoice next = books.addConcept(OFFICE, concept.again());
        books.makeFinal(OFFICE, next.type(), next.number());
        faults.add(reading(new Fault.EmptyBody(), concept.type(), concept.number()));
        invoices.run();
        assertThat(archive.open()).containsOnlyKeys(key(concept));
        faults.clear();
        rig.clock().pass(Duration.ofMinutes(11));
        invoices.run();
        assertThat(published()).contains(key(concept));

        // When
        books.changeConcept(OFFICE, concept.type(), concept.number(), invoice -> invoice.withLines(invoice.lines()
                .stream().map(line -> line.withQuantity(line.quantity().add(BigDecimal.ONE))).toList()));
        invoices.run();

        // Then
        assertThat(published()).containsExactly(key(concept));
    }
}
