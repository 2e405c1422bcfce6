package com.twinafas.poller.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.settings.ReconciliationSettings;

/** When the night comes, and which periods are looked at then. */
public final class Nights {

    private Nights() {
    }

    /** The last night that has begun, by its day. */
    public static LocalDate last(ReconciliationSettings settings, Instant now) {
        ZonedDateTime local = now.atZone(settings.zone());
        return local.toLocalTime().isBefore(LocalTime.parse(settings.at()))
                ? local.toLocalDate().minusDays(1)
                : local.toLocalDate();
    }

    /** The month of the day and those before it, in ranges of one year. */
    public static List<Periods> periods(LocalDate day, int months) {
        List<Periods> periods = new ArrayList<>();
        YearMonth last = YearMonth.from(day);
        YearMonth first = last.minusMonths(months - 1L);
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            periods.add(new Periods(year, year == first.getYear() ? first.getMonthValue() : 1,
                    year == last.getYear() ? last.getMonthValue() : 12));
        }
        return periods;
    }
}
