package com.twinafas.mapper.replay;

import static com.twinafas.mapper.replay.ReplayRig.replay;
import static com.twinafas.mapper.replay.ReplayRig.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Finding;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobState;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

class ReplayIT {

    private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(Map.of(
            "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0"));
    private static final Map<String, String> OTHER = Map.of("text",
            "order:\n  fields:\n    Re: {constant: Replayed}\norganisation-debtor:\n  fields:\n    PaCd: '99'\n");

    private final ReplayRig rig = new ReplayRig(BROKER.getBrokersAsString());

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void sendsOnlyWhatWasNotDeliveredFromTheVerySameSource() {
        // Given
        load();
        List<Update> live = rig.updates(Topic.UPDATE);
        live.stream().filter(update -> !update.getCode().equals("F/2")).forEach(rig::delivered);
        Update parked = live.stream().filter(update -> update.getCode().equals("F/3")).findFirst().orElseThrow();
        rig.refused(parked, Cause.of(FailureCode.DOCUMENT_CHANGED, "number", "F/3"));
        rig.service();

        // When
        Job invoices = rig.done(replay(RecordKind.SALES_INVOICE));
        Job customers = rig.done(replay(RecordKind.CUSTOMER));

        // Then
        assertThat(rig.sent()).as("what AFAS does not have, and what waits for a person")
                .containsExactly("F/2", "F/3");
        assertThat(invoices.counts()).containsEntry("total", 4L).containsEntry("done", 4L)
                .containsEntry("skipped", 2L).containsEntry("sent", 2L);
        assertThat(customers.counts()).containsEntry("skipped", 2L).doesNotContainKey("sent");
    }

    @Test
    void sendsAnInvoiceAgainWhenItsCustomerIsAnotherByNow() {
        // Given
        load();
        rig.updates(Topic.UPDATE).forEach(rig::delivered);
        rig.customer("2", "Renamed BV");
        rig.service();

        // When
        Job job = rig.done(replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(rig.sent()).containsExactly("F/3", "F/4");
        assertThat(job.counts()).containsEntry("skipped", 2L);
    }

    @Test
    void mapsOnlyTheCurrentStateByTheMappingInForce() {
        // Given
        load();
        rig.updates(Topic.UPDATE).forEach(rig::delivered);
        long current = rig.customer("1", "Renamed BV");
        rig.become(2, OTHER);
        rig.service();

        // When
        rig.done(replay(RecordKind.CUSTOMER));

        // Then
        assertThat(rig.sent()).containsExactly("2", "1");
        assertThat(rig.updates(Topic.UPDATE_BULK).getLast().getRevision()).isEqualTo(current);
        assertThat(rig.updates(Topic.UPDATE_BULK)).allMatch(update -> update.getSettingsVersion() == 2);
    }

    @Test
    void handsEverythingToTheWriterWhenItIsForcedTo() {
        // Given
        load();
        rig.updates(Topic.UPDATE).forEach(rig::delivered);
        rig.service();

        // When
        rig.done(ask(RecordKind.CUSTOMER, Set.of(), null, false, true));

        // Then
        assertThat(rig.sent()).containsExactly("1", "2");
    }

    @Test
    void leavesOutWhatIsAboutAnErasedCustomer() throws Exception {
        // Given
        load();
        rig.service();
        rig.erase("1");

        // When
        Job customers = rig.done(ask(RecordKind.CUSTOMER, Set.of(), null, false, true));

        // Then
        assertThat(rig.sent()).containsExactly("2");
        assertThat(customers.counts()).containsEntry("erased", 1L).doesNotContainKey("refused");
    }

    @Test
    void takesNamedRecordsAndWhatChangedSince() throws Exception {
        // Given
        load();
        rig.service();

        // When
        Job named = rig.done(ask(null, Set.of(RecordKey.parse("NL/sales-invoice/F/2"),
                RecordKey.parse("NL/customer/2"), RecordKey.parse("NL/customer/nobody")), null, false, false));
        Job recent = rig.done(ask(RecordKind.CUSTOMER, Set.of(), Instant.EPOCH.plusNanos(5_000), false, false));

        // Then
        assertThat(rig.sent()).containsExactly("2", "F/2");
        assertThat(named.counts()).containsEntry("total", 2L).containsEntry("gone", 1L);
        assertThat(recent.counts()).as("revisions of the rig are small numbers of microseconds")
                .containsEntry("older", 2L);
    }

    @Test
    void reportsByFieldWhatAnotherMappingWouldChange() {
        // Given
        load();
        rig.updates(Topic.UPDATE).stream().filter(update -> !update.getCode().equals("F/4"))
                .forEach(rig::delivered);
        rig.invoice("F/5", "1", "XX");
        rig.become(2, OTHER);
        rig.service();

        // When
        Job invoices = rig.done(ask(RecordKind.SALES_INVOICE, Set.of(), null, true, false));
        Job customers = rig.done(ask(RecordKind.CUSTOMER, Set.of(), null, true, false));

        // Then
        assertThat(invoices.counts()).containsEntry("changed", 3L).containsEntry("new", 1L)
                .containsEntry("refused", 1L);
        assertThat(invoices.findings()).containsOnlyKeys("change FbSales/Re", "new order",
                "refused VAT_CODE_UNMAPPED{country=NL, vatcode=XX}");
        assertThat(invoices.findings().get("change FbSales/Re")).isNotNull().returns(3L, Finding::records);
        assertThat(customers.findings()).containsOnlyKeys("change KnSalesRelation/PaCd");
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void tellsWhatCanNoLongerBeMapped() {
        // Given
        load();
        rig.become(2, Map.of("vat[0].code", "OTHER"));
        rig.service();

        // When
        Job job = rig.done(replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(job.counts()).containsEntry("refused", 4L);
        assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(4).allMatch(key -> key.endsWith("@map"));

        // When the mapping is as it was
        rig.become(3, Map.of());
        rig.done(replay(RecordKind.SALES_INVOICE));

        // Then
        assertThat(rig.keys(Topic.DEAD_LETTER)).isEmpty();
        assertThat(rig.sent()).hasSize(4);
    }

    @Test
    void isOneAtATimeForAFlowAndNoneWhileTheSettingsAreNotInForce() {
        // Given
        load();
        rig.service();
        String slow = rig.commands().begin(new Ask(Action.REPLAY, new LetterFilter(null, null, null, null,
                RecordKind.SALES_INVOICE, Set.of()), null, false, false, null, 12, null), "tester");
        until(() -> assertThat(rig.sent()).isNotEmpty());

        // When
        Job second = rig.done(replay(RecordKind.SALES_INVOICE));
        Job other = rig.done(replay(RecordKind.CUSTOMER));
        rig.objects("Version 3 of the settings is not valid");
        Job objected = rig.done(replay(RecordKind.CUSTOMER));

        // Then
        assertThat(second.state()).isEqualTo(JobState.REFUSED);
        assertThat(second.why()).contains(slow);
        assertThat(other.state()).isEqualTo(JobState.DONE);
        assertThat(objected.why()).isEqualTo("Version 3 of the settings is not valid");
        Job running = rig.job(slow).orElseThrow();
        assertThat(running.state()).isEqualTo(JobState.RUNNING);
        assertThat(running.secondsLeft()).isPositive();
    }

    /** Two customers and two invoices for each, mapped by the live mapper. */
    private void load() {
        rig.mapper();
        rig.customer("1");
        rig.customer("2");
        rig.invoice("F/1", "1", "VH");
        rig.invoice("F/2", "1", "VH");
        rig.invoice("F/3", "2", "VH");
        rig.invoice("F/4", "2", "VH");
        until(() -> assertThat(rig.updates(Topic.UPDATE)).hasSize(6));
    }

    private static Ask ask(@Nullable RecordKind flow, Set<RecordKey> records, @Nullable Instant since, boolean dryRun,
            boolean force) {
        return new Ask(Action.REPLAY, new LetterFilter(null, null, null, null, flow, records), since, dryRun, force,
                null, null, null);
    }
}
