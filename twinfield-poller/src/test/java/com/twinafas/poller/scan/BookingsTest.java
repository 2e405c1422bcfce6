package com.twinafas.poller.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.poller.scan.Bookings.Booking;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.twinfield.failure.TwinfieldFailure;

class BookingsTest {

    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);
    private static final String OFFICE = COMPANY.offices().getFirst().office().code();

    private final Rig rig = new Rig(COMPANY);
    private final String daybook = rig.plan(OFFICE).daybooks().stream().sorted().findFirst().orElseThrow();
    private final List<String> booked = rig.simulator().books().transactions(OFFICE).stream()
            .filter(transaction -> transaction.daybook().equals(daybook)).map(Transaction::number).toList();

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {6_000, 12_000, 16_000_000})
    void findsEveryTransactionOnceHoweverLittleOneAnswerMaySay(int answerLimit) {
        // Given
        Bookings bookings = new Bookings(rig.client(rig.simulator(), answerLimit), OFFICE, rig.clock());
        List<List<Booking>> all = new ArrayList<>();
        List<List<Booking>> modified = new ArrayList<>();

        // When
        bookings.all(daybook, all::add);
        bookings.modifiedSince(daybook, Instant.parse("2001-01-01T00:00:00Z"), modified::add);

        // Then
        assertThat(booked).hasSizeGreaterThan(5);
        for (List<List<Booking>> parts : List.of(all, modified)) {
            assertThat(parts).flatExtracting(part -> part).extracting(Booking::number)
                    .containsExactlyInAnyOrderElementsOf(booked);
            assertThat(parts).filteredOn(part -> !part.isEmpty())
                    .satisfies(filled -> assertThat(filled.size() > 1).isEqualTo(answerLimit < 1_000_000));
        }
    }

    @Test
    void saysThatAnAnswerIsTooLargeWhenThereIsNothingLeftToDivide() {
        Bookings bookings = new Bookings(rig.client(rig.simulator(), 1_000), OFFICE, rig.clock());
        Consumer<List<Booking>> nobody = part -> assertThat(part).isEmpty();

        assertThatExceptionOfType(TwinfieldFailure.TooLarge.class).isThrownBy(() -> bookings.all(daybook, nobody));
    }
}
