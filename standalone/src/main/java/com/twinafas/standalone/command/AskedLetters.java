package com.twinafas.standalone.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command is about; what is left out leaves all in. */
final class AskedLetters {

    @Nullable
    @Option(names = "--cause", paramLabel = "CAUSE", //
            description = "A code, for example ITEM_MISSING, or one cause as ./twinafas dead-letters names it.")
    private String cause;

    @Nullable
    @Option(names = "--stage", paramLabel = "STAGE", description = "poll, map, write or read.")
    private String stage;

    @Nullable
    @Option(names = "--category", paramLabel = "CATEGORY", //
            description = "transient, business, configuration or bug.")
    private String category;

    @Nullable
    @Option(names = "--office", paramLabel = "CODE", description = "Twinfield office.")
    private String office;

    @Nullable
    @Option(names = "--flow", paramLabel = "KIND", description = "customer, article, sales-invoice or transaction.")
    private String flow;

    @Option(names = "--record", paramLabel = "KEY", //
            description = "Record key: office/kind/code; may be said several times.")
    private List<String> records = new ArrayList<>();

    /** What is said, by its name in the API. */
    Map<String, Object> said() {
        Map<String, Object> said = new LinkedHashMap<>();
        put(said, "cause", cause);
        put(said, "stage", stage);
        put(said, "category", category);
        put(said, "office", office);
        put(said, "flow", flow);
        if (!records.isEmpty()) {
            said.put("records", List.copyOf(records));
        }
        return said;
    }

    /** The same as parameters of an address. */
    String parameters() {
        List<String> parameters = new ArrayList<>();
        said().forEach((name, value) -> {
            if (value instanceof List<?> keys) {
                keys.forEach(key -> parameters.add("record=" + RunningProcess.encoded(String.valueOf(key))));
            } else {
                parameters.add(name + "=" + RunningProcess.encoded(String.valueOf(value)));
            }
        });
        return parameters.stream().collect(Collectors.joining("&"));
    }

    private static void put(Map<String, Object> said, String name, @Nullable String value) {
        if (value != null) {
            said.put(name, value);
        }
    }
}
