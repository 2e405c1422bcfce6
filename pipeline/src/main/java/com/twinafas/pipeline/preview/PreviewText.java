package com.twinafas.pipeline.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import com.twinafas.pipeline.preview.Previews.Preview;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Sentences;

/** Previews for a terminal: one in full, or several as a table of what would change. */
public final class PreviewText {

    private static final String ROW = "  %-44s  %-14s  %-10s  %8s  %s";

    private final Sentences sentences;

    /** @param language of the sentences about causes, {@link Sentences#ENGLISH} or {@link Sentences#DUTCH} */
    public PreviewText(Locale language) {
        sentences = new Sentences(language);
    }

    /** One record: raw, values with their rules, requests, outcome, differences. */
    public String full(Preview preview) {
        List<String> lines = new ArrayList<>();
        MappedRecord record = preview.record();
        lines.add(record.key().toString());
        section(lines, "raw record", record.raw() == null ? List.of("deleted at Twinfield") : rows(record.raw()));
        if (record.because() != null) {
            section(lines, "no update", List.of(record.because()));
        }
        if (record.refusal() != null) {
            section(lines, "cannot be mapped", told(record.refusal()));
        }
        for (int i = 0; i < record.updates().size(); i++) {
            update(lines, record.updates().get(i), preview.deliveries().get(i));
        }
        return text(lines);
    }

    /** A line for each update: what it is, how it would end, how many fields of AFAS it would change. */
    public String table(List<Preview> previews) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("record", "document", "outcome", "changes", "what"));
        for (Preview preview : previews) {
            MappedRecord record = preview.record();
            if (record.refusal() != null) {
                lines.add(ROW.formatted(record.key(), "-", "refused", "", sentences.what(record.refusal())));
            } else if (record.because() != null) {
                lines.add(ROW.formatted(record.key(), "-", "none", "", record.because()));
            }
            for (int i = 0; i < record.updates().size(); i++) {
                lines.add(row(record.updates().get(i), preview.deliveries().get(i)));
            }
        }
        return text(lines);
    }

    private String row(MappedUpdate update, PlannedDelivery delivery) {
        Cause refusal = delivery.refusal();
        String what = refusal == null
                ? delivery.requests().stream().map(request -> request.method() + " " + request.connector())
                        .collect(Collectors.joining(", "))
                : sentences.what(refusal);
        return ROW.formatted(update.key(), update.content().documentKind().wireName(), delivery.outcome(),
                delivery.differences().isEmpty() ? "" : delivery.differences().size(), what);
    }

    private void update(List<String> lines, MappedUpdate update, PlannedDelivery delivery) {
        section(lines, update.content().documentKind().wireName() + " of " + update.key() + ", settings "
                + update.settingsVersion(),
                update.values().stream()
                        .map(value -> "%-44s  %-32s  %s".formatted(value.field(), value.value(), value.rule()))
                        .toList());
        List<String> outcome = new ArrayList<>(List.of(delivery.outcome()));
        if (delivery.refusal() != null) {
            outcome.addAll(told(delivery.refusal()));
        }
        section(lines, "it would be", outcome);
        section(lines, "requests", delivery.requests().stream()
                .map(request -> request.method() + " " + request.connector() + " " + request.body()).toList());
        section(lines, "what changes in AFAS", delivery.differences().stream()
                .map(difference -> "%-44s  %s -> %s".formatted(difference.field(),
                        Objects.requireNonNullElse(difference.now(), "(not shown)"), difference.then()))
                .toList());
    }

    private List<String> told(Cause cause) {
        return List.of(sentences.what(cause) + " (" + cause.code() + ")", sentences.toDo(cause));
    }

    private static void section(List<String> lines, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add("  " + title);
            content.forEach(line -> lines.add("    " + line));
        }
    }

    private static List<String> rows(String text) {
        return text.lines().toList();
    }

    private static String text(List<String> lines) {
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }
}
