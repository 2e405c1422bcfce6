package com.twinafas.pipeline.replay;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * What a job is to do with which records.
 *
 * @param which  the dead letters that are meant; of a replay only flow, office and records count
 * @param since  leaves out records that have not changed since then
 * @param dryRun finds out what would happen and sends nothing
 * @param force  does also what was done from the very same source before, and what failed too often
 * @param most   records at most; null is all of them
 * @param rate   records a minute at most; null is as fast as it goes
 * @param reason why; of a discard
 */
public record Ask(Action action, LetterFilter which, @Nullable Instant since, boolean dryRun, boolean force,
        @Nullable Integer most, @Nullable Integer rate, @Nullable String reason) {

    /** Named records at most: they travel in one message. */
    public static final int MOST_NAMED = 1000;

    private static final String BETWEEN = "\n";

    /** What is said, by its name. */
    public Map<String, String> said() {
        Map<String, String> said = new TreeMap<>();
        said.put("action", action.wireName());
        put(said, "cause", which.cause());
        put(said, "stage", which.stage() == null ? null : which.stage().wireName());
        put(said, "category", which.category() == null ? null : which.category().wireName());
        put(said, "office", which.office());
        put(said, "flow", which.flow() == null ? null : which.flow().wireName());
        put(said, "records", which.records().isEmpty()
                ? null
                : which.records().stream().map(RecordKey::toString).sorted().collect(Collectors.joining(BETWEEN)));
        put(said, "since", since == null ? null : since.toString());
        put(said, "dryRun", dryRun ? "true" : null);
        put(said, "force", force ? "true" : null);
        put(said, "max", most == null ? null : String.valueOf(most));
        put(said, "rate", rate == null ? null : String.valueOf(rate));
        put(said, "reason", reason);
        return said;
    }

    /**
     * Of what {@link #said} said.
     *
     * @throws IllegalArgumentException when a newer version said what this one does not know
     */
    public static Ask of(Map<String, String> said) {
        Action action = Action.ofWireName(said.getOrDefault("action", ""))
                .orElseThrow(() -> new IllegalArgumentException("The action is not known"));
        String stage = said.get("stage");
        String category = said.get("category");
        String flow = said.get("flow");
        String records = said.get("records");
        String since = said.get("since");
        LetterFilter which = new LetterFilter(said.get("cause"),
                stage == null ? null : Stage.ofWireName(stage).orElseThrow(IllegalArgumentException::new),
                category == null
                        ? null
                        : Arrays.stream(FailureCategory.values()).filter(one -> one.wireName().equals(category))
                                .findFirst().orElseThrow(IllegalArgumentException::new),
                said.get("office"), flow == null ? null : RecordKind.ofWireName(flow),
                records == null
                        ? Set.of()
                        : Arrays.stream(records.split(BETWEEN)).map(RecordKey::parse).collect(Collectors.toSet()));
        return new Ask(action, which, since == null ? null : Instant.parse(since), said.containsKey("dryRun"),
                said.containsKey("force"), number(said.get("max")), number(said.get("rate")), said.get("reason"));
    }

    private static void put(Map<String, String> said, String name, @Nullable String value) {
        if (value != null) {
            said.put(name, value);
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }
}
