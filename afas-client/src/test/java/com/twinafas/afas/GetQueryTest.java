package com.twinafas.afas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.afas.GetQuery.Condition;
import com.twinafas.afas.GetQuery.Operator;

class GetQueryTest {

    @ParameterizedTest
    @CsvSource({
            // In winter and in summer.
            "2026-01-15T10:00:00.900Z, 2026-01-15T10:05:00Z, 2026-01-15T11:00:00",
            "2026-07-15T10:00:00Z, 2026-07-15T10:05:00Z, 2026-07-15T12:00:00",
            // The hour that is left out.
            "2026-03-29T00:58:00Z, 2026-03-29T01:03:00Z, 2026-03-29T01:58:00",
            // The hour that comes twice: before it does, while it does, after.
            "2026-10-25T00:50:00Z, 2026-10-25T00:58:00Z, 2026-10-25T02:50:00",
            "2026-10-25T00:58:00Z, 2026-10-25T01:03:00Z, 2026-10-25T02:00:00",
            "2026-10-25T01:03:00Z, 2026-10-25T01:08:00Z, 2026-10-25T02:03:00",
            // From before that hour everything in it is asked for anyway.
            "2026-10-24T22:00:00Z, 2026-10-25T01:08:00Z, 2026-10-25T00:00:00"})
    void asksForEveryTimeSinceAMomentByTheWallClock(Instant from, Instant now, String asked) {
        assertThat(Condition.since("ModifiedDate", from, now))
                .isEqualTo(new Condition("ModifiedDate", Operator.AT_LEAST, asked));
    }

    @Test
    void losesNoTimeOfTheHourThatComesTwice() {
        // Given a reading every five minutes that begins where the one before ended
        Instant end = Instant.parse("2026-10-25T03:00:00Z");
        for (Instant from = Instant.parse("2026-10-24T23:00:00Z"); from.isBefore(end); from = from.plusSeconds(300)) {
            Instant now = from.plusSeconds(300);
            String asked = Condition.since("ModifiedDate", from, now).value();

            // Then whatever was changed in between is asked for
            for (Instant changed = from; changed.isBefore(now); changed = changed.plusSeconds(60)) {
                assertThat(Condition.time("ModifiedDate", Operator.EQUALS, changed).value())
                        .isGreaterThanOrEqualTo(asked);
            }
        }
    }
}
