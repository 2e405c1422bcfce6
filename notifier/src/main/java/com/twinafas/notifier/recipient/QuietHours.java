package com.twinafas.notifier.recipient;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When people are left alone.
 *
 * @param from of each day; the same as to: at no time of the day
 * @param to   of the same day, or of the next one when it is before from
 * @param days that are quiet from midnight to midnight
 */
public record QuietHours(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) {

    /** Never. */
    public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(),
            ZoneOffset.UTC);

    public QuietHours {
        days = Set.copyOf(days);
    }

    /** @param time for example {@code 22:00-07:00} */
    public static QuietHours of(String time, Set<DayOfWeek> days, ZoneId zone) {
        String[] ends = time.split("-", 2);
        return new QuietHours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]), days, zone);
    }

    /** Whether it is quiet then. */
    public boolean isQuiet(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        LocalTime time = there.toLocalTime();
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        boolean overMidnight = to.isBefore(from);
        return days.contains(there.getDayOfWeek())
                || (overMidnight ? afterFrom || beforeTo : afterFrom && beforeTo);
    }
}
