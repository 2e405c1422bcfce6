package com.twinafas.pipeline.matrix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Faults by stages, with what became of the records. Safe for threads. */
public final class FaultMatrix {

    private final List<String> stages;
    private final Map<String, Map<String, Tally>> rows = new LinkedHashMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();

    /** @param stages in their order */
    public FaultMatrix(List<String> stages) {
        this.stages = List.copyOf(stages);
    }

    /** A run has ended: rows stand in the order in which they come first. */
    public synchronized void add(String group, String fault, String stage, Tally tally) {
        groups.putIfAbsent(fault, group);
        rows.computeIfAbsent(fault, absent -> new LinkedHashMap<>()).merge(stage, tally, Tally::plus);
    }

    /** All runs together. */
    public synchronized Tally total() {
        return rows.values().stream().flatMap(row -> row.values().stream()).reduce(Tally.NONE, Tally::plus);
    }

    /** The head, and the beginning of each row, as they stand in the document whatever was counted. */
    public synchronized List<String> outline() {
        return rows.keySet().stream().map(fault -> "| " + groups.get(fault) + " | " + fault + " |").toList();
    }

    /** As a table in Markdown. */
    public synchronized String table() {
        String head = "| | fault | " + String.join(" | ", stages)
                + " | faults | delivered | in doubt, settled | with a person | lost | double |\n";
        String rule = "|---|---|" + "--:|".repeat(stages.size() + 6) + "\n";
        return head + rule + rows.entrySet().stream().map(row -> row(row.getKey(), row.getValue()))
                .collect(Collectors.joining("\n")) + "\n" + sum();
    }

    private String row(String fault, Map<String, Tally> cells) {
        return "| " + groups.get(fault) + " | " + fault + " | "
                + stages.stream().map(stage -> cells.containsKey(stage) ? String.valueOf(cells.get(stage).runs()) : "")
                        .collect(Collectors.joining(" | "))
                + end(cells.values().stream().reduce(Tally.NONE, Tally::plus));
    }

    private String sum() {
        return "| | **all** | "
                + stages.stream().map(stage -> String.valueOf(rows.values().stream()
                        .map(row -> row.getOrDefault(stage, Tally.NONE)).reduce(Tally.NONE, Tally::plus).runs()))
                        .collect(Collectors.joining(" | "))
                + end(total()) + "\n";
    }

    private static String end(Tally sum) {
        return " | " + sum.faults() + " | " + sum.delivered() + " | " + sum.settled() + " | " + sum.withPerson()
                + " | " + sum.lost() + " | " + sum.doubled() + " |";
    }
}
