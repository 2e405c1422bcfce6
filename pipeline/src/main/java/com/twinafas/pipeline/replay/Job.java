package com.twinafas.pipeline.replay;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A redrive, a discard or a replay: what was asked, and how far it is. Every change gives a new one.
 *
 * @param by        who asked
 * @param why       of one that was refused; null when it was not
 * @param changedAt when it last moved
 * @param counts    records by what became of them
 * @param marks     offsets that were noted and are reached
 * @param findings  what was found, by what it is: a field that would change, a cause of a refusal
 */
public record Job(String id, Ask ask, String by, Instant askedAt, JobState state, @Nullable String why,
        Instant changedAt, SortedMap<String, Long> counts, SortedMap<String, Long> marks,
        SortedMap<String, Finding> findings) {

    /** Count: records that are meant. */
    public static final String TOTAL = "total";
    /** Count: of those, how many were looked at. */
    public static final String DONE = "done";
    /** Mark: milliseconds it was worked on. */
    public static final String WORKED = "worked";

    private static final int MOST_FINDINGS = 300;
    private static final String OTHERS = "others";

    public Job {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
    }

    /** One that begins. */
    public static Job begun(String id, Ask ask, String by, Instant at) {
        return new Job(id, ask, by, at, JobState.RUNNING, null, at, new TreeMap<>(), new TreeMap<>(),
                new TreeMap<>());
    }

    /** One that does not begin. */
    public Job refused(String reason) {
        return new Job(id, ask, by, askedAt, JobState.REFUSED, reason, changedAt, counts, marks, findings);
    }

    public Job in(JobState next, Instant at) {
        return new Job(id, ask, by, askedAt, next, why, at, counts, marks, findings);
    }

    /** With more counted and found, and other marks. */
    public Job moved(Map<String, Long> counted, Map<String, Long> marked, Map<String, Finding> found, Instant at) {
        SortedMap<String, Long> allCounts = new TreeMap<>(counts);
        counted.forEach((name, more) -> allCounts.merge(name, more, Long::sum));
        SortedMap<String, Long> allMarks = new TreeMap<>(marks);
        allMarks.putAll(marked);
        SortedMap<String, Finding> allFindings = new TreeMap<>(findings);
        found.forEach((what, finding) -> allFindings.merge(
                allFindings.containsKey(what) || allFindings.size() < MOST_FINDINGS ? what : OTHERS, finding,
                Finding::and));
        return new Job(id, ask, by, askedAt, state, why, at, allCounts, allMarks, allFindings);
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** A mark; null when it is not set. */
    public @Nullable Long mark(String name) {
        return marks.get(name);
    }

    /** Records a second, as long as it was worked on. */
    public double perSecond() {
        long worked = marks.getOrDefault(WORKED, 0L);
        return worked == 0 ? 0 : count(DONE) * 1000.0 / worked;
    }

    /** Seconds until it is done, at the pace it had; null when that is not known. */
    public @Nullable Long secondsLeft() {
        double pace = perSecond();
        if (state != JobState.RUNNING || pace == 0) {
            return null;
        }
        return Math.round(Math.ceil(Math.max(0, count(TOTAL) - count(DONE)) / pace));
    }
}
