package com.twinafas.pipeline.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.twinafas.schemas.failure.Sentences;

/** Counts by cause for a terminal. Times are UTC. */
public final class CauseCountText {

    private final Sentences sentences;

    /** @param language of the sentences about causes, {@link Sentences#ENGLISH} or {@link Sentences#DUTCH} */
    public CauseCountText(Locale language) {
        sentences = new Sentences(language);
    }

    /** @param notes what is to be said of a cause besides, by its key */
    public String of(List<CauseCount> counts, Map<String, String> notes) {
        if (counts.isEmpty()) {
            return "No dead letters.";
        }
        List<String> lines = new ArrayList<>();
        for (CauseCount count : counts) {
            lines.add("%,6d  %s".formatted(count.count(), sentences.what(count.cause())));
            lines.add("        " + sentences.toDo(count.cause()));
            lines.add("        --cause '" + count.key() + "'");
            String note = notes.get(count.key());
            if (note != null) {
                lines.add("        " + note);
            }
            lines.add("        " + count.byKind().entrySet().stream().sorted(Map.Entry.comparingByKey())
                    .map(entry -> entry.getValue() + " " + entry.getKey().wireName()).collect(Collectors.joining(", "))
                    + "; first " + count.firstAt() + ", last " + count.lastAt());
            count.records().forEach(record -> lines.add("          " + record));
        }
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
