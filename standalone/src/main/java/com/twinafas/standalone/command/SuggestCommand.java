package com.twinafas.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import com.twinafas.pipeline.settings.Settings;
import com.twinafas.standalone.check.Systems;
import com.twinafas.standalone.valuelist.SettingsComparison;
import com.twinafas.standalone.valuelist.SettingsComparison.Suggestion;
import com.twinafas.standalone.valuelist.Value;
import com.twinafas.standalone.valuelist.ValueListReader;
import com.twinafas.standalone.valuelist.ValueLists;

/** {@code ./twinafas suggest}: what exists in both systems, and the rows that a configuration's tables lack. */
@Command(name = "suggest", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Suggests rows for the tables of a configuration, by what exists in both systems. Changes nothing.")
public final class SuggestCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration (YAML).")
    private Path config = Path.of("");

    @Option(names = "--lists", description = "Print what exists in both systems too.")
    private boolean printLists;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<Settings> settings = ConfigurationFile.read(spec, config);
        if (settings.isEmpty()) {
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Systems systems = Systems.open(settings.get(), config)) {
            ValueLists lists = ValueListReader.read(settings.get(), systems.twinfield(), systems.afas());
            if (printLists) {
                lists.all().forEach((name, values) -> out.println(name.words() + ": "
                        + values.stream().map(Value::toString).collect(Collectors.joining(", "))));
                out.println();
            }
            List<Suggestion> suggestions = new SettingsComparison(settings.get(), lists).suggestions();
            if (suggestions.isEmpty()) {
                out.println("Nothing to suggest: every table has a row for what exists.");
            }
            Map<String, List<Suggestion>> byTable = suggestions.stream()
                    .collect(Collectors.groupingBy(Suggestion::table, LinkedHashMap::new, Collectors.toList()));
            byTable.forEach((table, rows) -> {
                out.println(table + ":");
                rows.forEach(row -> out.println("  %s%-60s # %s".formatted(
                        row.row().startsWith("{") ? "- " : "", row.row(), row.reason())));
            });
        }
        return 0;
    }
}
