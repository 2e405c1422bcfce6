package com.twinafas.mapper.replay;

import static com.twinafas.mapper.replay.ReplayRig.redrive;
import static com.twinafas.mapper.replay.ReplayRig.replay;
import static com.twinafas.mapper.replay.ReplayRig.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.kafka.MemoryBroker;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Finding;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobState;
import com.twinafas.schemas.avro.Activity;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

class RecordRunTest {

    private static final Cause ITEM = Cause.of(FailureCode.ITEM_MISSING, "item", "A");
    private static final Cause REFUSED = Cause.of(FailureCode.AFAS_REFUSED, "reason", "no");
    private static final Map<String, String> WITH_VL = Map.of("vat[1].code", "VL", "vat[1].vat-duty", "1",
            "vat[1].rate-group", "2");
    private static final Map<String, String> OTHER = Map.of("text",
            "order:\n  fields:\n    Re: {constant: Replayed}\norganisation-debtor:\n  fields:\n    PaCd: '99'\n");

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final MemoryBroker broker = new MemoryBroker(() -> now);
    private final ReplayRig rig = new ReplayRig(broker, () -> now);
    private final JobDesk desk = rig.desk();

    @AfterEach
    void stop() {
        desk.close();
        rig.close();
    }

    @Test
    void redrivesTheCurrentStateByTheCurrentMappingAndClosesItsDeadLetter() {
        // Given
        rig.customer("1");
        rig.unmapped(key("sales-invoice/F/1"), rig.invoice("F/1", "1", "XX"), unmapped("VL"), 1);
        long current = rig.invoice("F/1", "1", "VL");
        rig.unmapped(key("sales-invoice/F/2"), rig.invoice("F/2", "1", "XX"), unmapped("XX"), 1);
        rig.waiting(key("sales-invoice/F/1"));
        rig.become(2, WITH_VL);

        // When
        Job job = rig.worked(desk, redrive("VAT_CODE_UNMAPPED"));

        // Then
        assertThat(job.counts()).isEqualTo(Map.of("total", 2L, "done", 2L, "sent", 1L, "refused", 1L));
        assertThat(rig.updates(Topic.UPDATE_BULK)).singleElement().returns(current, Update::getRevision)
                .returns(2L, Update::getSettingsVersion);
        assertThat(rig.keys(Topic.DEAD_LETTER)).containsExactly("NL/sales-invoice/F/2@map");
        assertThat(rig.keys(Topic.WAITING)).isEmpty();
        assertThat(job.findings()).isEqualTo(Map.of("refused " + unmapped("XX").key(),
                Finding.of(key("sales-invoice/F/2"))));
        assertThat(rig.activities("sales-invoice/F/1")).extracting(Activity::getStep).containsExactly("redriven",
                "mapped");
        assertThat(rig.activities("sales-invoice/F/1").getFirst().getDetails())
                .isEqualTo(Map.of("by", "tester", "job", job.id()));
        assertThat(rig.activities("sales-invoice/F/1").getLast().getDetails())
                .isEqualTo(Map.of("document", "order", "job", job.id()));
    }

    @Test
    void leavesTheDeadLetterOfTheWriterToTheWriter() {
        // Given
        rig.refused(key("customer/1"), rig.customer("1"), REFUSED);
        rig.refused(key("customer/nobody"), 1, REFUSED);
        rig.refused(RecordKey.parse("afas/reference/line/afas"), 1, Cause.of(FailureCode.AFAS_UNAUTHORIZED));

        // When
        Job job = rig.worked(desk, new Ask(Action.REDRIVE,
                new LetterFilter(null, Stage.WRITE, null, null, null, Set.of()), null, false, false, null, null, null));

        // Then
        assertThat(job.counts()).isEqualTo(Map.of("total", 1L, "done", 1L, "sent", 1L, "gone", 1L, "elsewhere", 1L));
        assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(3);
    }

    @Test
    void leavesOutWhatFailedTooOftenUnlessItIsNamedOrForced() {
        // Given the settings say three times
        rig.customer("1");
        rig.unmapped(key("sales-invoice/F/1"), rig.invoice("F/1", "1", "VH"), unmapped("VH"), 3);
        rig.unmapped(key("sales-invoice/F/2"), rig.invoice("F/2", "1", "VH"), unmapped("VH"), 2);

        // When
        Job all = rig.worked(desk, redrive("VAT_CODE_UNMAPPED"));
        Job named = rig.worked(desk, new Ask(Action.REDRIVE, LetterFilter.of(List.of(key("sales-invoice/F/1"))), null,
                false, false, null, null, null));

        // Then
        assertThat(all.counts()).isEqualTo(Map.of("total", 1L, "done", 1L, "sent", 1L, "heldBack", 1L));
        assertThat(named.counts()).isEqualTo(Map.of("total", 1L, "done", 1L, "sent", 1L));
        assertThat(rig.sent()).containsExactly("F/2", "F/1");

        // When
        rig.unmapped(key("sales-invoice/F/1"), 1, unmapped("VH"), 3);
        Job forced = rig.worked(desk, new Ask(Action.REDRIVE, LetterFilter.ofCause("VAT_CODE_UNMAPPED"), null, false,
                true, null, null, null));

        // Then
        assertThat(forced.counts()).containsEntry("sent", 1L).doesNotContainKey("heldBack");
    }

    @Test
    void aRedriveThatFailsCountsAsOneMoreAttempt() {
        // Given
        rig.customer("1");
        rig.unmapped(key("sales-invoice/F/1"), rig.invoice("F/1", "1", "XX"), unmapped("XX"), 1);

        // When
        rig.worked(desk, redrive("VAT_CODE_UNMAPPED"));
        rig.worked(desk, redrive("VAT_CODE_UNMAPPED"));
        Job third = rig.worked(desk, redrive("VAT_CODE_UNMAPPED"));

        // Then
        assertThat(third.counts()).isEqualTo(Map.of("heldBack", 1L));
    }

    @Test
    void redrivesTheWholeArticleOfWhichAPartWasRefused() {
        // Given
        rig.raw("article/2002", "<article><header><code>2002</code><name>Pen</name></header></article>");
        rig.refused(key("article/2002/S"), 1, REFUSED);

        // When
        Job job = rig.worked(desk, redrive("AFAS_REFUSED"));

        // Then
        assertThat(job.counts()).containsEntry("total", 1L).containsEntry("done", 1L).doesNotContainKey("gone");
    }

    @Test
    void redrivesNothingThatWasDeletedOrTurnedUpAfterItBegan() {
        // Given
        rig.refused(key("customer/1"), rig.customer("1"), ITEM);
        rig.refused(key("customer/2"), rig.customer("2"), ITEM);
        broker.append(rig.kafka().record(Topic.CUSTOMER, "NL/customer/2", null));

        // When
        Job job = rig.worked(desk, redrive("ITEM_MISSING"));

        // Then
        assertThat(job.counts()).isEqualTo(Map.of("total", 1L, "done", 1L, "sent", 1L, "gone", 1L));
        assertThat(rig.sent()).containsExactly("1");
    }

    @Test
    void aRedriveUnderWayDoesNotTakeUpWhatIsRefusedMeanwhile() {
        // Given
        rig.refused(key("customer/1"), rig.customer("1"), ITEM);
        String id = rig.commands().begin(new Ask(Action.REDRIVE, LetterFilter.ofCause("ITEM_MISSING"), null, false,
                false, null, 1, null), "tester");
        work(desk);

        // When
        rig.refused(key("customer/2"), rig.customer("2"), ITEM);
        now = now.plus(Duration.ofMinutes(5));
        try (JobDesk next = rig.desk()) {
            work(next);
            now = now.plus(Duration.ofMinutes(5));
            work(next);
        }

        // Then
        assertThat(rig.job(id).orElseThrow().counts()).isEqualTo(Map.of("total", 1L, "done", 1L, "sent", 1L));
        assertThat(rig.sent()).containsExactly("1");
    }

    @Test
    void replaysOnlyWhatAfasDoesNotHaveFromTheVerySameSource() {
        // Given
        load();
        List<Update> first = forced();
        first.stream().filter(update -> !update.getCode().equals("F/2")).forEach(rig::delivered);
        Update parked = first.stream().filter(update -> update.getCode().equals("F/3")).findFirst().orElseThrow();
        rig.refused(parked, Cause.of(FailureCode.DOCUMENT_CHANGED, "number", "F/3"));

        // When
        Job invoices = rig.worked(desk, replay(RecordKind.SALES_INVOICE));
        Job customers = rig.worked(desk, replay(RecordKind.CUSTOMER));

        // Then
        assertThat(sentAfter(first)).as("what AFAS does not have, and what waits for a person")
                .containsExactly("F/2", "F/3");
        assertThat(invoices.counts()).isEqualTo(Map.of("total", 4L, "done", 4L, "skipped", 2L, "sent", 2L));
        assertThat(customers.counts()).isEqualTo(Map.of("total", 2L, "done", 2L, "skipped", 2L));
        assertThat(rig.activities("sales-invoice/F/2")).extracting(Activity::getStep).as("nobody redrove it")
                .containsOnly("mapped");
    }

    @Test
    void replaysAnInvoiceAgainWhenItsCustomerIsAnotherByNow() {
        // Given
        load();
        List<Update> first = forced();
        first.forEach(rig::delivered);
        rig.customer("2", "Renamed BV");

        // When
        Job job = rig.worked(desk, replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(sentAfter(first)).containsExactly("F/3", "F/4");
        assertThat(job.counts()).containsEntry("skipped", 2L);
    }

    @Test
    void replaysAgainWhatIsInDoubtOrWhatTheMapperHoldsUp() {
        // Given
        load();
        List<Update> first = forced();
        first.forEach(rig::delivered);
        rig.inDoubt(first.stream().filter(update -> update.getCode().equals("F/1")).findFirst().orElseThrow());
        rig.unmapped(key("sales-invoice/F/2"), 1, unmapped("VH"), 1);
        broker.append(new ProducerRecord<>(rig.kafka().name(Topic.DELIVERY), 0, "NL/sales-invoice/F/3", new byte[]{1}));

        // When
        Job job = rig.worked(desk, replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(sentAfter(first)).containsExactly("F/1", "F/2", "F/3");
        assertThat(job.counts()).containsEntry("skipped", 1L);
        assertThat(rig.keys(Topic.DEAD_LETTER)).isEmpty();
    }

    @Test
    void replaysTheCurrentStateOfARecordOnlyByTheMappingInForce() {
        // Given
        load();
        List<Update> first = forced();
        first.forEach(rig::delivered);
        long current = rig.customer("1", "Renamed BV");
        rig.become(2, OTHER);

        // When
        Job job = rig.worked(desk, replay(RecordKind.CUSTOMER));

        // Then
        assertThat(sentAfter(first)).containsExactly("2", "1");
        assertThat(rig.updates(Topic.UPDATE_BULK).getLast()).returns(current, Update::getRevision).returns(2L,
                Update::getSettingsVersion);
        assertThat(job.counts()).isEqualTo(Map.of("total", 2L, "done", 2L, "sent", 2L));
    }

    @Test
    void replaysNothingAboutAnErasedCustomer() {
        // Given
        load();
        rig.erase("1");

        // When
        Job job = rig.worked(desk, ask(RecordKind.CUSTOMER, null, Set.of(), null, false, true));

        // Then
        assertThat(rig.sent()).containsExactly("2");
        assertThat(job.counts()).containsEntry("erased", 1L).doesNotContainKey("refused");
    }

    @Test
    void replaysNamedRecordsOneOfficeOrWhatChangedSince() {
        // Given
        load();

        // When
        Job named = rig.worked(desk, ask(null, null, Set.of(key("sales-invoice/F/2"), key("customer/2"),
                key("customer/nobody")), null, false, false));
        Job elsewhere = rig.worked(desk, ask(RecordKind.CUSTOMER, "BE", Set.of(), null, false, false));
        Job here = rig.worked(desk, ask(RecordKind.CUSTOMER, "NL", Set.of(), null, false, false));
        // The rig's revisions are small numbers of microseconds: 3 and 4 are the customers.
        Job recent = rig.worked(desk, ask(RecordKind.CUSTOMER, null, Set.of(), Instant.EPOCH.plusNanos(4_000), false,
                false));

        // Then
        assertThat(named.counts()).isEqualTo(Map.of("total", 2L, "done", 2L, "sent", 2L, "gone", 1L));
        assertThat(elsewhere.counts()).isEmpty();
        assertThat(here.counts()).containsEntry("sent", 2L);
        assertThat(recent.counts()).isEqualTo(Map.of("total", 2L, "done", 2L, "older", 1L, "sent", 1L));
        assertThat(rig.sent()).as("customers before what is for them").containsExactly("2", "F/2", "1", "2", "2");
    }

    @Test
    void takesNoMoreThanItIsTold() {
        // Given
        load();

        // When
        Job job = rig.worked(desk, new Ask(Action.REPLAY,
                new LetterFilter(null, null, null, null, RecordKind.SALES_INVOICE, Set.of()), null, false, false, 3,
                null, null));

        // Then
        assertThat(job).returns(JobState.DONE, Job::state);
        assertThat(job.counts()).isEqualTo(Map.of("total", 3L, "done", 3L, "sent", 3L));
        assertThat(rig.sent()).containsExactly("F/1", "F/2", "F/3");
    }

    @Test
    void countsWhatCannotBeReadAndWhatWaits() {
        // Given
        load();
        rig.invoice("F/5", "nobody-yet", "VH");
        broker.append(new ProducerRecord<>(rig.kafka().name(Topic.SALES_INVOICE), 0, "NL/sales-invoice/F/6",
                new byte[]{1}));
        rig.incomplete("customer");

        // When
        Job job = rig.worked(desk, replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(job.counts()).isEqualTo(Map.of("total", 6L, "done", 6L, "sent", 4L, "unreadable", 1L, "waiting",
                1L));
    }

    @Test
    void tellsOfEachRecordOnceWhatCanNoLongerBeMappedAndTakesItBack() {
        // Given
        load();
        rig.become(2, Map.of("vat[0].code", "OTHER"));

        // When
        Job job = rig.worked(desk, replay(RecordKind.SALES_INVOICE));
        long told = rig.kafka().end(Topic.DEAD_LETTER);
        rig.worked(desk, replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(job.counts()).containsEntry("refused", 4L);
        assertThat(job.findings()).containsOnlyKeys("refused " + unmapped("VH").key());
        assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(4).allMatch(key -> key.endsWith("@map"));
        assertThat(rig.kafka().end(Topic.DEAD_LETTER)).isEqualTo(told);

        // When the mapping is as it was
        rig.become(3, Map.of());
        rig.worked(desk, replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(rig.keys(Topic.DEAD_LETTER)).isEmpty();
        assertThat(rig.sent()).hasSize(4);
    }

    @Test
    void closesTheDeadLetterOfWhatIsNotSentAnyMore() {
        // Given
        long concept = rig.raw("sales-invoice/F/1", "<salesinvoice><header><invoicetype>F</invoicetype>"
                + "<invoicedate>20260301</invoicedate><customer>1</customer><currency>EUR</currency>"
                + "<status>concept</status></header><lines/><totals/></salesinvoice>");
        rig.unmapped(key("sales-invoice/F/1"), concept, unmapped("VH"), 1);

        // When
        Job tried = rig.worked(desk, ask(RecordKind.SALES_INVOICE, null, Set.of(), null, true, false));
        assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(1);
        Job job = rig.worked(desk, replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(tried.counts()).containsEntry("ignored", 1L);
        assertThat(job.counts()).containsEntry("ignored", 1L);
        assertThat(rig.keys(Topic.DEAD_LETTER)).isEmpty();
    }

    @Test
    void reportsByFieldWhatAnotherMappingWouldChangeAndSendsNothing() {
        // Given
        load();
        List<Update> first = forced();
        first.stream().filter(update -> !update.getCode().equals("F/4")).forEach(rig::delivered);
        rig.invoice("F/5", "1", "XX");
        rig.become(2, OTHER);

        // When
        Job invoices = rig.worked(desk, ask(RecordKind.SALES_INVOICE, null, Set.of(), null, true, false));
        Job customers = rig.worked(desk, ask(RecordKind.CUSTOMER, null, Set.of(), null, true, false));

        // Then
        assertThat(invoices.counts()).isEqualTo(Map.of("total", 5L, "done", 5L, "mapped", 4L, "changed", 3L, "new", 1L,
                "refused", 1L));
        assertThat(invoices.findings()).containsOnlyKeys("change FbSales/Re", "new order",
                "refused " + unmapped("XX").key());
        assertThat(invoices.findings().get("change FbSales/Re")).isNotNull().returns(3L, Finding::records);
        assertThat(customers.findings()).containsOnlyKeys("change KnSalesRelation/PaCd");
        assertThat(sentAfter(first)).isEmpty();
        assertThat(rig.keys(Topic.DEAD_LETTER)).isEmpty();
    }

    @Test
    void aDryRunTellsUnchangedFromWhatItsRecordChangedAndFromWhatIsOnlyTold() {
        // Given
        load();
        forced().forEach(rig::delivered);
        rig.invoice("F/2", "1", "VH", "2.00");
        rig.delivered(rig.update("F/3"), "direct-invoice-of-old");

        // When
        Job same = rig.worked(desk, ask(RecordKind.CUSTOMER, null, Set.of(), null, true, true));
        Job invoices = rig.worked(desk, ask(RecordKind.SALES_INVOICE, null, Set.of(), null, true, true));

        // Then
        assertThat(same.counts()).isEqualTo(Map.of("total", 2L, "done", 2L, "mapped", 2L, "unchanged", 2L));
        assertThat(same.findings()).isEmpty();
        assertThat(invoices.counts()).containsEntry("changed", 2L).containsEntry("unchanged", 2L);
        assertThat(invoices.findings()).containsOnlyKeys("change of the record itself");
    }

    @Test
    void waitsForTheWriterWhenThatIsFarBehindAndNotForADryRun() {
        // Given
        load();
        for (int i = 0; i < 5001; i++) {
            broker.append(new ProducerRecord<>(rig.kafka().name(Topic.UPDATE_BULK), 0, "old", null));
        }

        // When
        Job dry = rig.worked(desk, ask(RecordKind.SALES_INVOICE, null, Set.of(), null, true, false));
        Job job = rig.worked(desk, ask(RecordKind.CUSTOMER, null, Set.of(), null, false, false));

        // Then
        assertThat(dry.state()).isEqualTo(JobState.DONE);
        assertThat(job.state()).isEqualTo(JobState.RUNNING);
        assertThat(rig.kafka().end(Topic.UPDATE_BULK)).isEqualTo(5001);

        // When the writer has done with one
        broker.commit(rig.kafka(), "writer", Topic.UPDATE_BULK, 1);
        now = now.plusMillis(499);
        work(desk);
        assertThat(rig.kafka().end(Topic.UPDATE_BULK)).as("it is not asked all the time").isEqualTo(5001);
        now = now.plusMillis(1);
        work(desk);

        // Then
        assertThat(rig.job(job.id()).orElseThrow().state()).isEqualTo(JobState.DONE);
        assertThat(rig.kafka().end(Topic.UPDATE_BULK)).isEqualTo(5003);
    }

    @Test
    void replaysMoreThanOnePieceInTheOrderOfTheTopic() {
        // Given
        for (int code = 1; code <= 1203; code++) {
            rig.customer(String.valueOf(code));
        }

        // When
        Job job = rig.worked(desk, replay(RecordKind.CUSTOMER));

        // Then
        assertThat(job.counts()).isEqualTo(Map.of("total", 1203L, "done", 1203L, "sent", 1203L));
        assertThat(rig.updates(Topic.UPDATE_BULK)).extracting(Update::getRevision).isSorted().doesNotHaveDuplicates();
    }

    /** Two customers and two invoices for each. */
    private void load() {
        rig.customer("1");
        rig.customer("2");
        rig.invoice("F/1", "1", "VH");
        rig.invoice("F/2", "1", "VH");
        rig.invoice("F/3", "2", "VH");
        rig.invoice("F/4", "2", "VH");
    }

    /** Sends everything, as it is sent for the first time. */
    private List<Update> forced() {
        rig.worked(desk, ask(RecordKind.CUSTOMER, null, Set.of(), null, false, true));
        rig.worked(desk, ask(RecordKind.SALES_INVOICE, null, Set.of(), null, false, true));
        List<Update> updates = rig.updates(Topic.UPDATE_BULK);
        assertThat(updates).hasSize(6);
        return updates;
    }

    private List<String> sentAfter(List<Update> first) {
        return rig.sent().subList(first.size(), rig.sent().size());
    }

    private static Ask ask(@Nullable RecordKind flow, @Nullable String office, Set<RecordKey> records,
            @Nullable Instant since, boolean dryRun, boolean force) {
        return new Ask(Action.REPLAY, new LetterFilter(null, null, null, office, flow, records), since, dryRun, force,
                null, null, null);
    }

    private static Cause unmapped(String vatCode) {
        return Cause.of(FailureCode.VAT_CODE_UNMAPPED, Map.of("country", "NL", "vatcode", vatCode));
    }

    private static RecordKey key(String key) {
        return RecordKey.parse("NL/" + key);
    }
}
