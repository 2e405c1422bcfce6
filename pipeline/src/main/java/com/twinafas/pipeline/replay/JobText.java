package com.twinafas.pipeline.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.twinafas.schemas.key.RecordKey;

/** Jobs for a terminal. Times are UTC. */
public final class JobText {

    /** One job in full: how far it is, what became of its records, what was found. */
    public String full(Job job) {
        List<String> lines = new ArrayList<>();
        lines.add(line(job));
        if (job.why() != null) {
            lines.add("  " + job.why());
        }
        lines.add("  asked by " + job.by() + " at " + job.askedAt() + asked(job));
        Map<String, Long> counts = new TreeMap<>(job.counts());
        counts.remove(Job.TOTAL);
        counts.remove(Job.DONE);
        counts.forEach((name, count) -> lines.add("  %,9d  %s".formatted(count, name)));
        if (!job.findings().isEmpty()) {
            lines.add("");
        }
        job.findings().entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().records(), a.getValue().records()))
                .forEach(entry -> lines.add("  %,9d  %s  (%s)".formatted(entry.getValue().records(), entry.getKey(),
                        entry.getValue().examples().stream().map(RecordKey::toString)
                                .collect(Collectors.joining(", ")))));
        return text(lines);
    }

    /** A line for each. */
    public String list(List<Job> jobs) {
        return jobs.isEmpty() ? "None." : text(jobs.stream().map(JobText::line).toList());
    }

    private static String line(Job job) {
        String line = "%s  %-7s  %-9s  %,d of %,d".formatted(job.id(),
                job.ask().action().wireName(), job.state().wireName(), job.count(Job.DONE), job.count(Job.TOTAL));
        Long left = job.secondsLeft();
        return line + (job.state() == JobState.RUNNING
                ? ", %,.0f a second%s".formatted(job.perSecond(), left == null
                        ? ""
                        : ", " + Duration.ofSeconds(left).toString().substring(2).toLowerCase(Locale.ROOT)
                                + " left")
                : "") + (job.ask().dryRun() ? " (dry run)" : "");
    }

    private static String asked(Job job) {
        Map<String, String> said = new TreeMap<>(job.ask().said());
        said.remove("action");
        return said.isEmpty()
                ? ""
                : ": " + said.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().replace('\n', ' '))
                        .collect(Collectors.joining(", "));
    }

    private static String text(List<String> lines) {
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
