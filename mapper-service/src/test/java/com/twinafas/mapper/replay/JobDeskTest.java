package com.twinafas.mapper.replay;

import static com.twinafas.mapper.replay.ReplayRig.redrive;
import static com.twinafas.mapper.replay.ReplayRig.replay;
import static com.twinafas.mapper.replay.ReplayRig.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.kafka.MemoryBroker;
import com.twinafas.pipeline.reconciliation.Reconciliation;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobChange;
import com.twinafas.pipeline.replay.JobState;
import com.twinafas.pipeline.replay.Offer;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

class JobDeskTest {

    private static final Cause ITEM = Cause.of(FailureCode.ITEM_MISSING, "item", "A");
    private static final Cause VAT = unmapped("VL");
    private static final Map<String, String> WITH_VL = Map.of("vat[1].code", "VL", "vat[1].vat-duty", "1",
            "vat[1].rate-group", "2");

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final MemoryBroker broker = new MemoryBroker(() -> now);
    private final ReplayRig rig = new ReplayRig(broker, () -> now);
    private JobDesk desk = rig.desk();

    @AfterEach
    void stop() {
        desk.close();
        rig.close();
    }

    @Test
    void paysOutNoMoreInAMinuteThanItIsAllowed() {
        // Given
        held(20);
        String id = rig.commands().begin(paced(6), "tester");

        // When, Then
        work(desk);
        assertThat(rig.sent()).hasSize(0);
        pass(Duration.ofSeconds(9));
        assertThat(rig.sent()).hasSize(1);
        pass(Duration.ofSeconds(50));
        assertThat(rig.sent()).hasSize(6);
        pass(Duration.ofMinutes(10));
        assertThat(rig.sent()).hasSize(20);
        Job job = rig.job(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.mark(Job.WORKED)).isEqualTo(Duration.ofMinutes(10).plusSeconds(59).toMillis());
        assertThat(job.changedAt()).isEqualTo(now);
    }

    @Test
    void standsStillWhilePausedGoesOnWhenResumedAndEndsWhenCancelled() {
        // Given
        held(20);
        String id = rig.commands().begin(paced(60), "tester");
        work(desk);
        pass(Duration.ofSeconds(2));

        // When
        rig.commands().change(id, JobChange.PAUSE, "tester");
        work(desk);
        int paused = rig.sent().size();
        pass(Duration.ofSeconds(5));

        // Then
        assertThat(rig.job(id).orElseThrow().state()).isEqualTo(JobState.PAUSED);
        assertThat(rig.sent()).hasSize(paused).hasSizeBetween(1, 5);

        // When
        rig.commands().change(id, JobChange.RESUME, "tester");
        work(desk);
        pass(Duration.ofSeconds(2));

        // Then
        assertThat(rig.sent()).hasSizeGreaterThan(paused).hasSizeLessThan(20);

        // When
        rig.commands().change(id, JobChange.CANCEL, "tester");
        work(desk);
        int cancelled = rig.sent().size();
        rig.commands().change(id, JobChange.RESUME, "tester");
        pass(Duration.ofMinutes(5));

        // Then
        assertThat(rig.job(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(rig.sent()).hasSize(cancelled).doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhereItStoodAfterAnotherTookOverAndTheFirstCommitsNothingAnyMore() {
        // Given
        held(20);
        String id = rig.commands().begin(paced(60), "tester");
        work(desk);
        pass(Duration.ofSeconds(5));
        int sent = rig.sent().size();
        assertThat(sent).isBetween(1, 19);
        JobDesk first = desk;

        // When
        desk = rig.desk();
        now = now.plusSeconds(2);
        assertThatThrownBy(() -> work(first)).isInstanceOf(KafkaException.class);

        // Then
        assertThat(first.isLost()).isTrue();
        assertThat(desk.isLost()).isFalse();
        assertThat(rig.sent()).hasSize(sent);

        // When
        work(desk);
        pass(Duration.ofMinutes(1));
        first.close();

        // Then
        assertThat(rig.sent()).hasSize(20).doesNotHaveDuplicates();
        assertThat(rig.job(id).orElseThrow()).returns(JobState.DONE, Job::state)
                .satisfies(job -> assertThat(job.counts()).containsEntry("total", 20L).containsEntry("done", 20L));
        assertThat(rig.jobs()).as("its command was taken once").hasSize(1);
    }

    @Test
    void doesAPieceOfWorkAgainThatCouldNotBeCommitted() {
        // Given
        held(3);
        rig.commands().begin(redrive("ITEM_MISSING"), "tester");
        broker.away(true);
        assertThatThrownBy(() -> work(desk)).isInstanceOf(KafkaException.class);
        assertThat(rig.sent()).isEmpty();

        // When
        broker.away(false);
        desk.close();
        desk = rig.desk();
        work(desk);

        // Then
        assertThat(rig.sent()).containsExactly("1", "2", "3");
    }

    @Test
    void refusesASecondReplayOfAFlowUntilTheFirstIsOver() {
        // Given
        rig.customer("1");
        rig.customer("2");
        String slow = rig.commands().begin(new Ask(Action.REPLAY,
                new LetterFilter(null, null, null, null, RecordKind.CUSTOMER, Set.of()), null, false, true, null, 6,
                null), "tester");
        work(desk);

        // When
        Job second = rig.worked(desk, replay(RecordKind.CUSTOMER));
        Job other = rig.worked(desk, replay(RecordKind.ARTICLE));
        Job redrive = rig.worked(desk, redrive("ITEM_MISSING"));
        pass(Duration.ofMinutes(1));
        Job third = rig.worked(desk, replay(RecordKind.CUSTOMER));

        // Then
        assertThat(second.state()).isEqualTo(JobState.REFUSED);
        assertThat(second.why()).isEqualTo("Replay " + slow + " of this flow is not over yet");
        assertThat(other.state()).isEqualTo(JobState.DONE);
        assertThat(redrive.state()).isEqualTo(JobState.DONE);
        assertThat(third.state()).isEqualTo(JobState.DONE);
    }

    @Test
    void mapsNothingWhileTheSettingsAreNotInForceOrTheMappingDoesNotCheckButDiscards() {
        // Given
        held(1);
        rig.objects("Version 3 of the settings is not valid");

        // When
        Job replay = rig.worked(desk, replay(RecordKind.CUSTOMER));
        Job redrive = rig.worked(desk, redrive("ITEM_MISSING"));
        Job discard = rig.worked(desk, discard("ITEM_MISSING", null));

        // Then
        assertThat(replay.state()).isEqualTo(JobState.REFUSED);
        assertThat(replay.why()).isEqualTo("Version 3 of the settings is not valid");
        assertThat(redrive.state()).isEqualTo(JobState.REFUSED);
        assertThat(discard.state()).isEqualTo(JobState.DONE);
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeReadOrIsNotKnownOrIsForOthers() {
        // Given
        held(1);
        broker.append(new ProducerRecord<>(rig.kafka().name(Topic.CONTROL), 0, "x", new byte[]{1}));
        broker.append(new ProducerRecord<>(rig.kafka().name(Topic.CONTROL), 0, "y", null));
        command("settle-1", "settle", Map.of());
        command("reconcile-1", Reconciliation.ACTION, Map.of());
        command("undo-1", "undo", Map.of("action", "undo"));
        rig.commands().change("nobody", JobChange.PAUSE, "tester");

        // When
        Job job = rig.worked(desk, redrive("ITEM_MISSING"));

        // Then
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(rig.jobs()).containsExactly(job);
        assertThat(rig.job("settle-1")).isEmpty();
        assertThat(rig.job("reconcile-1")).isEmpty();
    }

    @Test
    void takesACommandOnceAlsoWhenItDoesNotKnowHowFarItCame() {
        // Given
        held(2);
        Job job = rig.worked(desk, redrive("ITEM_MISSING"));
        desk.close();
        broker.append(rig.kafka().record(Topic.CHECKPOINT, "control", Checkpoint.newBuilder().setName("control")
                .setPosition(Map.of("offset", "?")).setAt(now).build()));

        // When
        desk = rig.desk();
        work(desk);

        // Then
        assertThat(rig.sent()).containsExactly("1", "2");
        assertThat(rig.jobs()).containsExactly(job);
    }

    @Test
    void remembersOnlyTheLastJobsThatAreOver() {
        // Given
        String first = rig.worked(desk, redrive("ITEM_MISSING")).id();
        for (int i = 0; i < 200; i++) {
            now = now.plusSeconds(1);
            rig.commands().begin(redrive("ITEM_MISSING"), "tester");
        }
        work(desk);
        assertThat(rig.job(first)).isPresent();

        // When
        now = now.plusSeconds(1);
        String last = rig.worked(desk, redrive("ITEM_MISSING")).id();

        // Then
        assertThat(rig.job(first)).isEmpty();
        assertThat(rig.job(last)).isPresent();
        assertThat(rig.jobs()).hasSize(201);

        // When another takes over
        desk.close();
        desk = rig.desk();
        work(desk);

        // Then
        assertThat(rig.job(first)).as("its command is not taken again").isEmpty();
    }

    @Test
    void keepsTheProgressOfADryRunOnlyNowAndThen() {
        // Given
        held(5);
        String id = rig.commands().begin(new Ask(Action.REDRIVE, LetterFilter.ofCause("ITEM_MISSING"), null, true,
                false, null, 60, null), "tester");
        work(desk);
        long begun = rig.job(id).orElseThrow().count(Job.DONE);

        // When
        now = now.plusMillis(1100);
        work(desk);

        // Then
        assertThat(begun).isZero();
        assertThat(rig.job(id).orElseThrow().count(Job.DONE)).isPositive().isLessThan(5);
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void stopsInTheMiddleWhenItIsTold() {
        held(1);
        rig.commands().begin(redrive("ITEM_MISSING"), "tester");

        desk.work(Duration.ofMinutes(1), () -> true);

        assertThat(rig.jobs()).isEmpty();
    }

    @Test
    void offersWhatIsOverByTheSettingsAndTakesItBackWhenItHoldsNothingUpAnyMore() {
        // Given
        rig.customer("1");
        rig.unmapped(key("sales-invoice/F/1"), rig.invoice("F/1", "1", "VL"), VAT, 1);
        work(desk);
        assertThat(rig.offer(VAT.key() + "@map")).isEmpty();

        // When
        rig.become(2, WITH_VL);
        pass(Duration.ofSeconds(4));
        assertThat(rig.offer(VAT.key() + "@map")).as("it looks every five seconds").isEmpty();
        pass(Duration.ofSeconds(1));

        // Then
        assertThat(rig.offer(VAT.key() + "@map")).contains(new Offer(VAT.key() + "@map", Offer.Because.SETTINGS, now));
        assertThat(rig.sent()).as("only offered").isEmpty();

        // When another takes over, and it is redriven
        desk.close();
        desk = rig.desk();
        rig.worked(desk, redrive(VAT.key() + "@map"));
        pass(Duration.ofSeconds(6));
        assertThat(rig.offer(VAT.key() + "@map")).isPresent();
        pass(Duration.ofSeconds(30));

        // Then
        assertThat(rig.sent()).containsExactly("F/1");
        assertThat(rig.offer(VAT.key() + "@map")).isEmpty();
    }

    @Test
    void offersNothingAnewThatStandsOrThatHoldsOnForAnotherReason() {
        // Given
        rig.customer("1");
        rig.unmapped(key("sales-invoice/F/1"), rig.invoice("F/1", "1", "VL"), VAT, 1);
        rig.unmapped(key("sales-invoice/F/2"), rig.invoice("F/2", "1", "XX"),
                unmapped("XX"), 1);
        rig.unmapped(key("sales-invoice/F/3"), rig.invoice("F/3", "nobody", "VL"),
                Cause.of(FailureCode.RECORD_UNREADABLE, "topic", "t"), 1);
        rig.unmapped(key("customer/gone"), 1, Cause.of(FailureCode.CUSTOMER_MISSING, "customer", "gone"), 1);
        rig.become(2, WITH_VL);
        work(desk);
        Offer offer = rig.offer(VAT.key() + "@map").orElseThrow();

        // When
        rig.become(3, WITH_VL);
        pass(Duration.ofSeconds(6));

        // Then
        assertThat(rig.offer(offer.cause())).contains(offer);
        assertThat(rig.offer("VAT_CODE_UNMAPPED{country=NL, vatcode=XX}@map")).isEmpty();
        assertThat(rig.offer("CUSTOMER_MISSING{customer=gone}@map")).isEmpty();
    }

    @Test
    void offersAnArticleThatAfasTurnsOutToHave() {
        // Given
        rig.inStock("B");
        desk.close();
        desk = rig.desk();
        held(2);
        rig.refused(key("customer/3"), rig.customer("3"), Cause.of(FailureCode.ITEM_MISSING, "item", "B"));
        work(desk);

        // When
        now = now.plusSeconds(10);
        rig.inStock("A");
        rig.inStock("C");
        work(desk);

        // Then
        assertThat(rig.offer(ITEM.key() + "@write"))
                .contains(new Offer(ITEM.key() + "@write", Offer.Because.ITEM, now));
        assertThat(rig.offer("ITEM_MISSING{item=B}@write")).as("it was there before it was missed").isEmpty();

        // When another takes over
        desk.close();
        desk = rig.desk();
        work(desk);

        // Then
        assertThat(rig.offer(ITEM.key() + "@write")).isPresent();
    }

    @Test
    void doesNotTakeAnArticleForThereThatWasSeenBeforeItWasMissed() {
        rig.inStock("A");
        now = now.plusSeconds(1);
        held(1);

        work(desk);

        assertThat(rig.offer(ITEM.key() + "@write")).isEmpty();
    }

    @Test
    void hasItGoByItselfOnceWhereTheSettingsSaySo() {
        // Given
        rig.customer("1");
        rig.unmapped(key("sales-invoice/F/1"), rig.invoice("F/1", "1", "VL"), VAT, 1);
        held(1);
        rig.worked(desk, redrive(VAT.key() + "@map"));
        rig.commands().change(rig.commands().begin(paced(1), "tester"), JobChange.PAUSE, "tester");
        now = now.plusSeconds(10);
        rig.inStock("A");

        // When
        rig.becomeAutomatic(2, WITH_VL, FailureCode.VAT_CODE_UNMAPPED);
        pass(Duration.ofSeconds(6));

        // Then
        assertThat(rig.sent()).containsExactly("F/1");
        assertThat(rig.jobs()).filteredOn(job -> job.by().equals("automatic")).singleElement()
                .returns(VAT.key() + "@map", job -> job.ask().which().cause());
        assertThat(rig.offer(VAT.key() + "@map")).isEmpty();
        assertThat(rig.offer(ITEM.key() + "@write")).as("that is only offered").isPresent();
    }

    @Test
    void doesNotGoByItselfWhileAJobForItIsUnderWayOrNothingMayBeMapped() {
        // Given
        rig.customer("1");
        rig.unmapped(key("sales-invoice/F/1"), rig.invoice("F/1", "1", "VL"), VAT, 1);
        work(desk);
        String paused = rig.commands().begin(new Ask(Action.REDRIVE, LetterFilter.ofCause(VAT.key() + "@map"), null,
                false, false, null, 1, null), "tester");
        rig.commands().change(paused, JobChange.PAUSE, "tester");
        work(desk);

        // When
        rig.becomeAutomatic(2, WITH_VL, FailureCode.VAT_CODE_UNMAPPED);
        pass(Duration.ofSeconds(6));

        // Then
        assertThat(rig.jobs()).singleElement().returns(paused, Job::id);

        // When
        rig.commands().change(paused, JobChange.CANCEL, "tester");
        rig.objects("Not now");
        rig.becomeAutomatic(3, WITH_VL, FailureCode.VAT_CODE_UNMAPPED);
        pass(Duration.ofSeconds(6));

        // Then
        assertThat(rig.jobs()).singleElement().returns(paused, Job::id);
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void triesACauseOnceByEachVersionOfTheSettingsAlsoAcrossAStop() {
        // Given
        rig.customer("1");
        rig.become(2, WITH_VL);
        work(desk);
        rig.unmapped(key("sales-invoice/F/1"), rig.invoice("F/1", "1", "VL"), VAT, 1);

        // When
        desk.close();
        desk = rig.desk();
        pass(Duration.ofSeconds(6));

        // Then
        assertThat(rig.offer(VAT.key() + "@map")).as("version 2 was tried").isEmpty();
    }

    @Test
    void discardsInPiecesWithAReasonWhatWasOpenWhenItBegan() {
        // Given
        for (int code = 1; code <= 2001; code++) {
            rig.refused(key("customer/" + code), 1, ITEM);
        }
        rig.unmapped(key("customer/1"), 1, ITEM, 1);
        RecordKey trouble = RecordKey.whole("NL", RecordKind.CUSTOMER, "backlog");
        rig.refused(trouble, 1, ITEM);

        // When
        Job job = rig.worked(desk, discard("ITEM_MISSING", null));

        // Then
        assertThat(job.counts()).containsEntry("total", 2002L).containsEntry("done", 2002L)
                .containsEntry("discarded", 2002L).containsEntry("elsewhere", 1L);
        assertThat(rig.keys(Topic.DEAD_LETTER)).containsExactly(trouble + "@write");
        assertThat(rig.activities("customer/1").getLast().getDetails()).isEqualTo(Map.of("code", "ITEM_MISSING", "by",
                "tester", "job", job.id(), "reason", "done by hand"));
    }

    @Test
    void discardsNoMoreThanItIsToldAndNothingWhenItIsOnlyTried() {
        // Given
        held(5);

        // When
        Job tried = rig.worked(desk, new Ask(Action.DISCARD, LetterFilter.ofCause("ITEM_MISSING"), null, true, false,
                3, null, null));
        assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(5);
        Job done = rig.worked(desk, discard("ITEM_MISSING", 3));

        // Then
        assertThat(tried.counts()).isEqualTo(Map.of("total", 3L, "done", 3L));
        assertThat(done.counts()).isEqualTo(Map.of("total", 3L, "done", 3L, "discarded", 3L));
        assertThat(rig.keys(Topic.DEAD_LETTER)).containsExactlyInAnyOrder("NL/customer/4@write",
                "NL/customer/5@write");
    }

    @Test
    void aDiscardedRecordOfTheMapperDoesNotWaitAnyMore() {
        // Given
        rig.waiting(key("sales-invoice/F/1"));
        rig.waiting(key("sales-invoice/F/2"));
        rig.unmapped(key("sales-invoice/F/1"), 1, VAT, 1);
        rig.refused(key("sales-invoice/F/2"), 1, VAT);

        // When
        rig.worked(desk, discard("VAT_CODE_UNMAPPED", null));

        // Then
        assertThat(rig.keys(Topic.WAITING)).containsExactly("NL/sales-invoice/F/2");
    }

    @Test
    void discardsNothingThatIsRefusedWhileItIsAtIt() {
        // Given
        rig.refused(RecordKey.whole("NL", RecordKind.CUSTOMER, "backlog"), 1, ITEM);
        for (int code = 1; code <= 4001; code++) {
            rig.refused(key("customer/" + code), 1, ITEM);
        }
        String id = rig.commands().begin(discard("ITEM_MISSING", 4000), "tester");
        AtomicInteger looks = new AtomicInteger();
        desk.work(Duration.ofMinutes(1), () -> looks.incrementAndGet() > 2);
        assertThat(rig.job(id).orElseThrow().count("discarded")).isEqualTo(2000);

        // When
        rig.refused(key("customer/1"), 1, ITEM);
        work(desk);

        // Then
        assertThat(rig.job(id).orElseThrow().counts()).isEqualTo(Map.of("total", 4000L, "done", 4000L, "discarded",
                4000L, "elsewhere", 1L));
        assertThat(rig.keys(Topic.DEAD_LETTER)).containsExactlyInAnyOrder("NL/customer/1@write",
                "NL/customer/4001@write", RecordKey.whole("NL", RecordKind.CUSTOMER, "backlog") + "@write");
    }

    @Test
    void leavesNothingOpenWhenItEnds() {
        // Given
        held(3);
        rig.worked(desk, redrive("ITEM_MISSING"));
        desk.close();
        long open = broker.open();
        desk = rig.desk();
        rig.worked(desk, redrive("ITEM_MISSING"));
        String cancelled = rig.worked(desk, paced(1)).id();
        rig.commands().change(cancelled, JobChange.CANCEL, "tester");
        work(desk);
        rig.worked(desk, paced(1));

        // When
        desk.close();

        // Then
        assertThat(broker.open()).isEqualTo(open);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        work(desk);
    }

    /** So many customers that the writer refused. */
    private void held(int customers) {
        for (int code = 1; code <= customers; code++) {
            rig.refused(key("customer/" + code), rig.customer(String.valueOf(code)), ITEM);
        }
    }

    private void command(String id, String action, Map<String, String> said) {
        broker.append(rig.kafka().record(Topic.CONTROL, id, Command.newBuilder().setId(id).setAction(action)
                .setBy("tester").setAt(now).setSaid(new HashMap<>(said)).build()));
    }

    private static Ask paced(int rate) {
        return new Ask(Action.REDRIVE, new LetterFilter("ITEM_MISSING", Stage.WRITE, null, null, null, Set.of()), null,
                false, false, null, rate, null);
    }

    private static Ask discard(String cause, @Nullable Integer most) {
        return new Ask(Action.DISCARD, LetterFilter.ofCause(cause), null, false, false, most, null, "done by hand");
    }

    private static Cause unmapped(String vatCode) {
        return Cause.of(FailureCode.VAT_CODE_UNMAPPED, Map.of("country", "NL", "vatcode", vatCode));
    }

    private static RecordKey key(String key) {
        return RecordKey.parse("NL/" + key);
    }
}
