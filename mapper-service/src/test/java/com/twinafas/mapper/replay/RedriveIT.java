package com.twinafas.mapper.replay;

import static com.twinafas.mapper.replay.ReplayRig.redrive;
import static com.twinafas.mapper.replay.ReplayRig.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import com.twinafas.pipeline.deadletter.Letter;
import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobChange;
import com.twinafas.pipeline.replay.JobState;
import com.twinafas.pipeline.replay.Offer;
import com.twinafas.pipeline.story.Happening;
import com.twinafas.pipeline.story.Story;
import com.twinafas.schemas.avro.Activity;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

class RedriveIT {

    private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(Map.of(
            "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0"));
    private static final Map<String, String> WITH_VL = Map.of("vat[1].code", "VL", "vat[1].vat-duty", "1",
            "vat[1].rate-group", "2");
    private static final Cause ITEM = Cause.of(FailureCode.ITEM_MISSING, "item", "A");

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
    void sendsWhatCanBeMappedByNowAndClosesItsDeadLetter() {
        // Given
        rig.mapper();
        rig.service();
        rig.customer("1");
        rig.invoice("F/1", "1", "VL");
        rig.invoice("F/2", "1", "VL");
        rig.invoice("F/3", "1", "XX");
        until(() -> assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(3));
        rig.become(2, WITH_VL);

        // When
        Job job = rig.done(redrive("VAT_CODE_UNMAPPED"));

        // Then
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.counts()).containsEntry("total", 3L).containsEntry("done", 3L).containsEntry("sent", 2L)
                .containsEntry("refused", 1L);
        assertThat(rig.sent()).containsExactly("F/1", "F/2");
        assertThat(rig.updates(Topic.UPDATE_BULK)).allMatch(update -> update.getSettingsVersion() == 2);
        assertThat(rig.keys(Topic.DEAD_LETTER)).containsExactly("NL/sales-invoice/F/3@map");
        Activity redriven = rig.activities("sales-invoice/F/1").stream()
                .filter(step -> step.getStep().equals("redriven")).findFirst().orElseThrow();
        assertThat(redriven.getDetails()).containsEntry("by", "tester").containsEntry("job", job.id());
    }

    @Test
    void sendsTheCurrentStateOfWhatTheWriterRefused() {
        // Given
        rig.service();
        long refused = rig.customer("1");
        rig.refused(RecordKey.parse("NL/customer/1"), refused, Cause.of(FailureCode.AFAS_REFUSED, "reason", "no"));
        rig.refused(RecordKey.parse("NL/customer/2"), 1, Cause.of(FailureCode.AFAS_REFUSED, "reason", "no"));
        rig.refused(RecordKey.parse("afas/reference/line/afas"), 1, Cause.of(FailureCode.AFAS_UNAUTHORIZED));
        long current = rig.customer("1", "Renamed BV");

        // When
        Job job = rig.done(new Ask(Action.REDRIVE,
                new LetterFilter(null, Stage.WRITE, null, null, null, Set.of()), null,
                false, false, null, null, null));

        // Then
        assertThat(rig.updates(Topic.UPDATE_BULK)).singleElement()
                .satisfies(update -> assertThat(update.getRevision()).isEqualTo(current));
        assertThat(job.counts()).containsEntry("sent", 1L).containsEntry("gone", 1L).containsEntry("elsewhere", 1L);
        assertThat(rig.keys(Topic.DEAD_LETTER)).as("the writer closes its own when AFAS has it").hasSize(3);
    }

    @Test
    void leavesTroubleAloneThatIsNoRecords() {
        // Given
        rig.mapper();
        rig.service();
        RecordKey trouble = RecordKey.whole("NL", RecordKind.CUSTOMER, "backlog");
        rig.refused(trouble, 1, ITEM);
        rig.refused(RecordKey.parse("NL/customer/1"), rig.customer("1"), ITEM);

        // When
        Job redriven = rig.done(redrive("ITEM_MISSING"));
        Job discarded = rig.done(new Ask(Action.DISCARD, LetterFilter.ofCause("ITEM_MISSING"), null, false, false, null,
                null, "done by hand"));

        // Then
        assertThat(redriven.counts()).containsEntry("elsewhere", 1L).containsEntry("total", 1L)
                .doesNotContainKey("gone");
        assertThat(discarded.counts()).containsEntry("elsewhere", 1L).containsEntry("discarded", 1L);
        assertThat(rig.keys(Topic.DEAD_LETTER)).containsExactly(trouble + "@write");
    }

    @Test
    void findsTheArticleThatAPartOfItIsMadeOf() {
        // Given
        rig.service();
        rig.raw("article/2002", "<article><header><code>2002</code><name>Pen</name></header></article>");
        rig.refused(RecordKey.parse("NL/article/2002/S"), 1, Cause.of(FailureCode.AFAS_REFUSED, "reason", "no"));

        // When
        Job job = rig.done(redrive("AFAS_REFUSED"));

        // Then
        assertThat(job.counts()).containsEntry("done", 1L).doesNotContainKey("gone");
    }

    @Test
    void triesOutWithoutSendingAnything() {
        // Given
        rig.mapper();
        rig.service();
        rig.customer("1");
        rig.invoice("F/1", "1", "VL");
        rig.invoice("F/2", "1", "XX");
        until(() -> assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(2));
        rig.become(2, WITH_VL);

        // When
        Ask ask = new Ask(Action.REDRIVE, new LetterFilter("VAT_CODE_UNMAPPED", null, null, null, null, Set.of()),
                null, true, false, null, null, null);
        Job job = rig.done(ask);

        // Then
        assertThat(job.counts()).containsEntry("mapped", 1L).containsEntry("new", 1L).containsEntry("refused", 1L);
        assertThat(job.findings()).containsOnlyKeys("new order",
                "refused VAT_CODE_UNMAPPED{country=NL, vatcode=XX}");
        assertThat(rig.sent()).isEmpty();
        assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(2);
    }

    @Test
    void takesNoMoreThanItIsToldAndLeavesOutWhatFailedTooOften() {
        // Given
        rig.mapper();
        rig.service();
        rig.customer("1");
        for (int number = 1; number <= 5; number++) {
            rig.invoice("F/" + number, "1", "XX");
        }
        until(() -> assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(5));

        // When
        Ask two = new Ask(Action.REDRIVE, new LetterFilter("VAT_CODE_UNMAPPED", null, null, null, null, Set.of()),
                null, false, false, 2, null, null);
        Job first = rig.done(two);
        rig.done(two);
        Job third = rig.done(redrive("VAT_CODE_UNMAPPED"));
        Job named = rig.done(new Ask(Action.REDRIVE, LetterFilter.of(List.of(
                RecordKey.parse("NL/sales-invoice/F/1"))), null, false, false, null, null, null));

        // Then
        assertThat(first.counts()).containsEntry("total", 2L).containsEntry("done", 2L);
        assertThat(third.counts()).as("two were tried three times").containsEntry("heldBack", 2L)
                .containsEntry("done", 3L);
        assertThat(named.counts()).containsEntry("done", 1L);
    }

    @Test
    void goesOnWhereItStoodAfterAnotherProcessTookOver() {
        // Given
        ReplayService first = rig.service();
        for (int code = 1; code <= 20; code++) {
            long revision = rig.customer(String.valueOf(code));
            rig.refused(RecordKey.parse("NL/customer/" + code), revision, ITEM);
        }
        String id = rig.commands().begin(new Ask(Action.REDRIVE,
                new LetterFilter("ITEM_MISSING", null, null, null, null, Set.of()), null, false, false, null, 120,
                null), "tester");
        until(() -> assertThat(rig.sent()).hasSizeGreaterThan(3));

        // When
        first.stop();
        int sent = rig.sent().size();
        assertThat(sent).as("it is in the middle").isLessThan(20);
        rig.service();

        // Then
        until(() -> assertThat(rig.job(id).orElseThrow().state()).isEqualTo(JobState.DONE));
        assertThat(rig.sent()).as("each once").hasSize(20).doesNotHaveDuplicates();
        assertThat(rig.job(id).orElseThrow().counts()).containsEntry("total", 20L).containsEntry("done", 20L);
    }

    @Test
    void standsStillWhilePausedAndEndsWhenCancelled() {
        // Given
        rig.service();
        for (int code = 1; code <= 20; code++) {
            long revision = rig.customer(String.valueOf(code));
            rig.refused(RecordKey.parse("NL/customer/" + code), revision, ITEM);
        }
        String id = rig.commands().begin(new Ask(Action.REDRIVE,
                new LetterFilter("ITEM_MISSING", null, null, null, null, Set.of()), null, false, false, null, 60,
                null), "tester");
        until(() -> assertThat(rig.sent()).isNotEmpty());

        // When
        rig.commands().change(id, JobChange.PAUSE, "tester");
        until(() -> assertThat(rig.job(id).orElseThrow().state()).isEqualTo(JobState.PAUSED));
        int paused = rig.sent().size();

        // Then
        await().during(Duration.ofSeconds(3)).until(() -> rig.sent().size() == paused);
        rig.commands().change(id, JobChange.RESUME, "tester");
        until(() -> assertThat(rig.sent()).hasSizeGreaterThan(paused));
        rig.commands().change(id, JobChange.CANCEL, "tester");
        until(() -> assertThat(rig.job(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED));
        int cancelled = rig.sent().size();
        await().during(Duration.ofSeconds(3)).until(() -> rig.sent().size() == cancelled);
        assertThat(rig.sent()).hasSizeLessThan(20).doesNotHaveDuplicates();
    }

    @Test
    void discardsWithAReasonAndNothingGoesOnByItselfAfterwards() {
        // Given
        rig.mapper();
        rig.service();
        rig.invoice("F/1", "9", "VH");
        rig.invoice("F/2", "9", "VH");
        until(() -> assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(2));
        assertThat(rig.keys(Topic.WAITING)).hasSize(2);

        // When
        Job job = rig.done(new Ask(Action.DISCARD, LetterFilter.of(List.of(
                RecordKey.parse("NL/sales-invoice/F/1"))), null, false, false, null, null, "booked by hand"));
        rig.customer("9");

        // Then
        assertThat(job.counts()).containsEntry("discarded", 1L);
        until(() -> assertThat(rig.updates(Topic.UPDATE)).extracting(update -> update.getCode())
                .containsExactlyInAnyOrder("9", "F/2"));
        assertThat(rig.keys(Topic.DEAD_LETTER)).isEmpty();
        assertThat(rig.keys(Topic.WAITING)).isEmpty();
        assertThat(rig.activities("sales-invoice/F/1").getLast().getDetails())
                .containsEntry("reason", "booked by hand").containsEntry("by", "tester")
                .containsEntry("code", "CUSTOMER_MISSING");
    }

    @Test
    void offersWhatSeemsToBeOverAndTakesItBackAfterwards() {
        // Given
        rig.mapper();
        rig.service();
        long revision = rig.customer("1");
        rig.invoice("F/1", "1", "VL");
        rig.invoice("F/2", "1", "XX");
        rig.refused(RecordKey.parse("NL/customer/1"), revision, ITEM);
        until(() -> assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(3));

        // When
        rig.become(2, WITH_VL);
        rig.inStock("A");

        // Then
        until(() -> assertThat(rig.offer("VAT_CODE_UNMAPPED{country=NL, vatcode=VL}@map"))
                .hasValueSatisfying(offer -> assertThat(offer.because()).isEqualTo(Offer.Because.SETTINGS)));
        until(() -> assertThat(rig.offer(ITEM.key() + "@write"))
                .hasValueSatisfying(offer -> assertThat(offer.because()).isEqualTo(Offer.Because.ITEM)));
        assertThat(rig.offer("VAT_CODE_UNMAPPED{country=NL, vatcode=XX}@map")).isEmpty();
        assertThat(rig.sent()).as("only offered").isEmpty();

        // When
        rig.done(redrive("VAT_CODE_UNMAPPED{country=NL, vatcode=VL}@map"));

        // Then
        until(() -> assertThat(rig.offer("VAT_CODE_UNMAPPED{country=NL, vatcode=VL}@map")).isEmpty());
        assertThat(rig.offer(ITEM.key() + "@write")).isPresent();
    }

    @Test
    void hasItGoByItselfWhereTheSettingsSaySo() {
        // Given
        rig.mapper();
        rig.service();
        rig.customer("1");
        rig.invoice("F/1", "1", "VL");
        rig.invoice("F/2", "1", "XX");
        until(() -> assertThat(rig.keys(Topic.DEAD_LETTER)).hasSize(2));

        // When
        rig.becomeAutomatic(2, WITH_VL, FailureCode.VAT_CODE_UNMAPPED);

        // Then
        until(() -> assertThat(rig.sent()).containsExactly("F/1"));
        assertThat(rig.jobs()).singleElement().satisfies(job -> assertThat(job.by()).isEqualTo("automatic"));
        assertThat(rig.keys(Topic.DEAD_LETTER)).containsExactly("NL/sales-invoice/F/2@map");
    }

    @Test
    void listsShowsAndRedrivesWhatAReleaseBeforeThisOneWrote() {
        // Given a record, an update of it and both its dead letters in old schemas
        rig.mapper();
        rig.service();
        RecordKey key = RecordKey.parse("NL/customer/1");
        rig.customer("1");
        rig.old(Topic.CUSTOMER, key.toString(), RawRecord.newBuilder().setOffice("NL").setKind("customer").setCode("1")
                .setRevision(7).setHash("h7").setState(RawState.ACTIVE).setPolledAt(Instant.now()).setKeyId(null)
                .setPayload(xml("<dimension><name>Old BV</name><addresses><address default='true'><country>NL</country>"
                        + "<city>Utrecht</city><field2>Dam 1</field2></address></addresses></dimension>"))
                .build(), Set.of("keyId"));
        until(() -> assertThat(rig.updates(Topic.UPDATE)).hasSize(2));
        Update today = rig.updates(Topic.UPDATE).getLast();
        rig.old(Topic.UPDATE, key.toString(), today, Set.of("customerRevision"));
        rig.old(Topic.UPDATE.deadLetters(), key.toString(), today, Set.of("customerRevision"));
        for (Stage stage : List.of(Stage.MAP, Stage.WRITE)) {
            rig.old(Topic.DEAD_LETTER, key + "@" + stage.wireName(), DeadLetter.newBuilder().setOffice("NL")
                    .setKind("customer").setCode("1").setStage(stage.wireName())
                    .setFailureCode(ITEM.code().name()).setCategory(ITEM.code().category().wireName())
                    .setParameters(ITEM.parameters()).setRevision(7L).setSourceTopic(null)
                    .setFirstAt(Instant.now()).setLastAt(Instant.now()).setAttempts(1).build(),
                    Set.of("revision", "sourceTopic", "attempts"));
        }

        // When
        List<Letter> listed = rig.letters();
        Story story = rig.story(key);
        Job job = rig.done(redrive("ITEM_MISSING"));

        // Then
        assertThat(listed).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.cause()).isEqualTo(ITEM);
            assertThat(letter.revision()).isNull();
            assertThat(letter.attempts()).isEqualTo(1);
        });
        assertThat(story.happenings()).noneMatch(Happening.Unreadable.class::isInstance)
                .hasAtLeastOneElementOfType(Happening.Parked.class)
                .filteredOn(Happening.Mapped.class::isInstance).hasSize(3);
        assertThat(story.happenings().toString()).contains("Old BV");
        assertThat(job.counts()).containsEntry("done", 1L).containsEntry("sent", 1L);
        assertThat(rig.updates(Topic.UPDATE_BULK)).singleElement()
                .satisfies(update -> assertThat(update.getContentHash()).isEqualTo(today.getContentHash()));
        assertThat(rig.keys(Topic.DEAD_LETTER)).containsExactly(key + "@write");
    }

    private static ByteBuffer xml(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
