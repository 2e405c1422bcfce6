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
import com.twinafas.schemas.avro.Telling;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;

class NoticeBoardTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Rhythm RHYTHM = new Rhythm(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(24),
            Duration.ofMinutes(1));

    private final OpenLetters letters = new OpenLetters();
    private final Map<String, Notice> topic = new HashMap<>();
    private final NoticeBoard board = new NoticeBoard(Map.of(), RHYTHM);

    @Test
    void gathersUntoldCausesInOneMessage() {
        // Given
        held(1, item("D012"));
        held(2, item("D013"));

        // When
        news("first", NOW);

        // Then
        assertThat(board.oldestNews(NOW)).isEmpty();
        assertThat(board.owedTo("mail")).singleElement().satisfies(owed -> {
            assertThat(owed.messageId()).isEqualTo("first-mail");
            assertThat(owed.notices()).hasSize(2);
        });
    }

    @Test
    void countsLaterRecordsOfAToldCauseWithoutTellingAtOnce() {
        // Given
        told(item("D012"));

        // When
        held(2, item("D012"));

        // Then
        assertThat(board.oldestNews(NOW)).isEmpty();
        assertThat(board.isDigestDue(NOW.plus(Duration.ofMinutes(59)))).isFalse();
        assertThat(notice(item("D012")).getRecords()).isEqualTo(2);
    }

    @Test
    void tellsAgainAfterAnHourWhatGrewWithAllThatIsOpen() {
        // Given
        told(item("D012"));
        told(item("D013"));
        held(3, item("D012"));
        Instant later = NOW.plus(Duration.ofHours(1));

        // When
        assertThat(board.isDigestDue(later)).isTrue();
        digest("digest", later);

        // Then
        assertThat(board.owedTo("mail")).singleElement().satisfies(owed -> assertThat(owed.notices()).hasSize(2));
        assertThat(board.isDigestDue(later)).isFalse();
    }

    @Test
    void growsSilentlyAfterTheDigestUntilADayLater() {
        // Given
        told(item("D012"));
        held(2, item("D012"));
        Instant first = NOW.plus(Duration.ofHours(1));
        digest("digest", first);
        board.told("digest-mail", "mail", first);
        held(3, item("D012"));

        // Then
        assertThat(board.isDigestDue(first.plus(Duration.ofHours(23)))).isFalse();
        assertThat(board.isDigestDue(first.plus(Duration.ofHours(24)))).isTrue();
    }

    @Test
    void tellsAgainAfterADayWhatIsStillOpen() {
        // Given
        told(item("D012"));

        // Then
        assertThat(board.isDigestDue(NOW.plus(Duration.ofHours(23)))).isFalse();
        assertThat(board.isDigestDue(NOW.plus(Duration.ofHours(24)))).isTrue();
    }

    @Test
    void tellsWhoWasToldThatItIsSolvedAndForgetsItThen() {
        // Given
        told(item("D012"));
        solve(1, NOW);

        // When
        assertThat(board.oldestNews(NOW.plusSeconds(59))).isEmpty();
        Instant later = NOW.plusSeconds(60);
        assertThat(board.oldestNews(later)).contains(later);
        news("solved", later);

        // Then
        assertThat(board.owedTo("mail")).singleElement()
                .satisfies(owed -> assertThat(owed.notices().getFirst().getTelling()).isEqualTo(Telling.SOLVED));
        board.told("solved-mail", "mail", later);
        board.told("solved-webhook", "webhook", later);
        keep();
        assertThat(topic).isEmpty();
    }

    @Test
    void saysNothingOfACauseThatComesBackAtOnce() {
        // Given
        told(item("D012"));
        solve(1, NOW);

        // When
        held(2, item("D012"));
        board.settle(letters, NOW.plusSeconds(30), id -> false);

        // Then
        assertThat(board.oldestNews(NOW.plusSeconds(120))).isEmpty();
    }

    @Test
    void tellsACauseAnewThatCameBackAfterItsEndWasTold() {
        // Given
        told(item("D012"));
        solve(1, NOW);
        news("solved", NOW.plusSeconds(60));

        // When
        held(2, item("D012"));
        board.settle(letters, NOW.plusSeconds(90), id -> false);

        // Then
        assertThat(board.newsKeys(NOW.plusSeconds(90))).containsExactly(item("D012").key());
        assertThat(board.owedTo("mail")).isEmpty();
    }

    @Test
    void forgetsWhatWasSolvedBeforeAnybodyWasTold() {
        // Given
        held(1, item("D012"));
        news("first", NOW);

        // When
        solve(1, NOW);

        // Then
        keep();
        assertThat(topic).isEmpty();
    }

    @Test
    void tellsTheEndOfWhatWasUnderWayWhenItEnded() {
        // Given
        held(1, item("D012"));
        news("first", NOW);
        letters.close("NL01/sales-invoice/FACTUUR/1@write");
        board.settle(letters, NOW, "first-mail"::equals);

        // When
        board.told("first-mail", "mail", NOW);

        // Then
        assertThat(board.owedTo("webhook")).isEmpty();
        news("solved", NOW.plusSeconds(60));
        assertThat(board.owedTo("mail")).hasSize(1);
        assertThat(board.owedTo("webhook")).isEmpty();
    }

    @Test
    void waitsForEachRecipientByItself() {
        // Given
        held(1, item("D012"));
        news("first", NOW);

        // When
        board.told("first-webhook", "webhook", NOW);

        // Then
        assertThat(board.owedTo("webhook")).isEmpty();
        assertThat(board.owedTo("mail")).hasSize(1);
    }

    @Test
    void keepsAnUnreadableRecordUntilADayBroughtNoOther() {
        // Given
        StagedCause unreadable = StagedCause.unreadable("demo.afas.update", Stage.WRITE);
        board.seenEvent(unreadable, "demo.afas.update 17", NOW);
        news("first", NOW);
        board.told("first-mail", "mail", NOW);

        // When
        board.settle(letters, NOW.plus(Duration.ofHours(23)), id -> false);
        Notice kept = notice(unreadable);
        board.settle(letters, NOW.plus(Duration.ofHours(24)), id -> false);

        // Then
        assertThat(kept.getExamples()).containsExactly("demo.afas.update 17");
        assertThat(kept.getSolvedAt()).isNull();
        assertThat(notice(unreadable).getSolvedAt()).isNotNull();
    }

    @Test
    void forgetsARecipientThatTheSettingsDropped() {
        // Given
        held(1, item("D012"));
        news("first", NOW);
        keep();
        NoticeBoard restarted = new NoticeBoard(topic, RHYTHM);

        // When
        restarted.keepRecipients(Set.of("mail"));

        // Then
        assertThat(restarted.owedTo("webhook")).isEmpty();
        assertThat(restarted.owedTo("mail")).hasSize(1);
    }

    @Test
    void tellsAnewWhatNobodyKnowsBecauseItsRecipientsWereDropped() {
        // Given
        held(1, item("D012"));
        news("first", NOW);

        // When
        board.keepRecipients(Set.of("slack"));

        // Then
        assertThat(board.newsKeys(NOW)).containsExactly(item("D012").key());
    }

    @Test
    void joinsWhatIsOwedWithOneMessageToAnother() {
        // Given
        held(1, item("D012"));
        news("first", NOW);

        // When
        board.join("mail", "first-mail", "second-mail");

        // Then
        assertThat(board.owedTo("mail")).extracting(NoticeBoard.Owed::messageId).containsExactly("second-mail");
        assertThat(board.owedTo("webhook")).extracting(NoticeBoard.Owed::messageId).containsExactly("first-webhook");
    }

    private void held(int invoice, StagedCause cause) {
        if (letters.open("NL01/sales-invoice/FACTUUR/" + invoice + "@write", cause)) {
            board.seen(cause, NOW);
        }
    }

    private void solve(int invoice, Instant at) {
        letters.close("NL01/sales-invoice/FACTUUR/" + invoice + "@write");
        board.settle(letters, at, id -> false);
    }

    private void told(StagedCause cause) {
        held(cause.equals(item("D012")) ? 1 : 2, cause);
        news("told", NOW);
        board.told("told-mail", "mail", NOW);
        board.told("told-webhook", "webhook", NOW);
    }

    private void news(String message, Instant now) {
        board.attemptNews(notice -> Set.of("mail", "webhook"), recipient -> message + "-" + recipient, now);
    }

    private void digest(String message, Instant now) {
        board.attemptDigest(notice -> Set.of("mail", "webhook"), recipient -> message + "-" + recipient, now);
    }

    private Notice notice(StagedCause cause) {
        keep();
        Notice notice = topic.get(cause.key());
        return Objects.requireNonNull(notice);
    }

    private void keep() {
        board.takeChanges().forEach((key, notice) -> {
            if (notice == null) {
                topic.remove(key);
            } else {
                topic.put(key, notice);
            }
        });
    }

    private static StagedCause item(String code) {
        return new StagedCause(Cause.of(FailureCode.ITEM_MISSING, "item", code), Stage.WRITE);
    }
}
