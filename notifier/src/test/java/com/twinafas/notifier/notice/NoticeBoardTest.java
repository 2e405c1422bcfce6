package com.twinafas.notifier.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

import com.twinafas.notifier.cause.OpenLetters;
import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.schemas.avro.Notice;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;

class NoticeBoardTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Set<String> CHANNELS = Set.of("mail", "webhook");

    private final OpenLetters letters = new OpenLetters();
    private final NoticeBoard board = new NoticeBoard(Map.of());

    @Test
    void gathersUntoldCausesInOneMessage() {
        // Given
        held("NL01/sales-invoice/FACTUUR/1@write", item("D012"));
        held("NL01/sales-invoice/FACTUUR/2@write", item("D013"));

        // When
        board.attempt("first", CHANNELS);

        // Then
        assertThat(board.oldestUntold()).isEmpty();
        assertThat(board.waitingFor("mail")).singleElement().satisfies(telling -> {
            assertThat(telling.messageId()).isEqualTo("first");
            assertThat(telling.notices()).hasSize(2);
        });
    }

    @Test
    void countsLaterRecordsOfAToldCauseWithoutTellingAgain() {
        // Given
        held("NL01/sales-invoice/FACTUUR/1@write", item("D012"));
        board.attempt("first", CHANNELS);
        board.told("first", "mail", NOW);
        board.told("first", "webhook", NOW);

        // When
        held("NL01/sales-invoice/FACTUUR/2@write", item("D012"));

        // Then
        assertThat(board.oldestUntold()).isEmpty();
        assertThat(board.waitingFor("mail")).isEmpty();
        assertThat(notice(item("D012")).getRecords()).isEqualTo(2);
    }

    @Test
    void closesTheNoticeWithItsLastRecordAndTellsAnewWhenItComesBack() {
        // Given
        held("NL01/sales-invoice/FACTUUR/1@write", item("D012"));
        board.attempt("first", CHANNELS);
        board.told("first", "mail", NOW);

        // When
        letters.close("NL01/sales-invoice/FACTUUR/1@write");
        board.settle(letters, NOW);

        // Then
        assertThat(board.takeChanges()).containsEntry(item("D012").key(), null);
        held("NL01/sales-invoice/FACTUUR/1@write", item("D012"));
        assertThat(board.oldestUntold()).contains(NOW);
    }

    @Test
    void waitsForEachChannelByItself() {
        // Given
        held("NL01/sales-invoice/FACTUUR/1@write", item("D012"));
        board.attempt("first", CHANNELS);

        // When
        board.told("first", "webhook", NOW);

        // Then
        assertThat(board.waitingFor("webhook")).isEmpty();
        assertThat(board.waitingFor("mail")).hasSize(1);
    }

    @Test
    void keepsAnUnreadableRecordUntilADayBroughtNoOther() {
        // Given
        StagedCause unreadable = StagedCause.unreadable("demo.afas.update", Stage.WRITE);
        board.seenEvent(unreadable, "demo.afas.update 17", NOW);
        board.attempt("first", CHANNELS);

        // When
        board.settle(letters, NOW.plus(Duration.ofHours(23)));
        Notice kept = notice(unreadable);
        board.settle(letters, NOW.plus(Duration.ofHours(24)));

        // Then
        assertThat(kept.getExamples()).containsExactly("demo.afas.update 17");
        assertThat(board.takeChanges()).containsEntry(unreadable.key(), null);
    }

    @Test
    void forgetsAChannelThatTheSettingsDropped() {
        // Given
        held("NL01/sales-invoice/FACTUUR/1@write", item("D012"));
        board.attempt("first", CHANNELS);
        NoticeBoard restarted = new NoticeBoard(kept());

        // When
        restarted.keepChannels(Set.of("mail"));

        // Then
        assertThat(restarted.waitingFor("webhook")).isEmpty();
        assertThat(restarted.waitingFor("mail")).hasSize(1);
    }

    @Test
    void tellsAnewWhatNobodyWasToldBecauseItsChannelsWereDropped() {
        // Given
        held("NL01/sales-invoice/FACTUUR/1@write", item("D012"));
        board.attempt("first", Set.of("mail"));
        held("NL01/sales-invoice/FACTUUR/2@write", item("D013"));
        board.attempt("second", Set.of("mail"));
        board.told("second", "mail", NOW);

        // When
        board.keepChannels(Set.of("webhook"));

        // Then
        assertThat(board.untoldKeys()).containsExactly(item("D012").key());
    }

    private void held(String letter, StagedCause cause) {
        if (letters.open(letter, cause)) {
            board.seen(cause, NOW);
        }
    }

    private Notice notice(StagedCause cause) {
        return Objects.requireNonNull(kept().get(cause.key()));
    }

    private Map<String, Notice> kept() {
        Map<String, Notice> kept = new HashMap<>();
        board.takeChanges().forEach((key, notice) -> {
            if (notice != null) {
                kept.put(key, notice);
            }
        });
        return kept;
    }

    private static StagedCause item(String code) {
        return new StagedCause(Cause.of(FailureCode.ITEM_MISSING, "item", code), Stage.WRITE);
    }
}
