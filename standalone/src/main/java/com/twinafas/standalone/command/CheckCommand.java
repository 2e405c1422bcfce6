package com.twinafas.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import com.twinafas.mapper.mapping.Target;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.standalone.check.Check;
import com.twinafas.standalone.check.Finding;
import com.twinafas.standalone.check.MappingFinding;
import com.twinafas.standalone.check.Systems;

/** {@code ./twinafas check}: signs in to both systems and names everything that is missing or wrong. Changes nothing. */
@Command(name = "check", mixinStandardHelpOptions = true, //
        description = "Signs in to Twinfield and AFAS and names every missing connector, field and right.")
public final class CheckCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration (YAML).")
    private Path config = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<Settings> read = ConfigurationFile.read(spec, config);
        if (read.isEmpty()) {
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("configuration  ok");
        Sentences sentences = new Sentences(
                Locale.getDefault().getLanguage().equals("nl") ? Sentences.DUTCH : Sentences.ENGLISH);
        try (Systems systems = Systems.open(read.get(), config)) {
            Check check = new Check(read.get(), systems);
            boolean ready = true;
            for (Finding finding : check.findings()) {
                ready &= tell(finding, sentences, out);
            }
            ready &= tell(check.mapping(), out);
            return ready ? 0 : 1;
        }
    }

    private static boolean tell(Finding finding, Sentences sentences, PrintWriter out) {
        out.println("%-14s %s".formatted(finding.system(), finding.missing().isEmpty() ? "ok" : "not ready"));
        finding.missing().forEach(cause -> {
            out.println("  - " + sentences.what(cause));
            out.println("    " + sentences.toDo(cause));
        });
        if (finding.detail() != null) {
            out.println("    (" + finding.detail() + ")");
        }
        return finding.missing().isEmpty();
    }

    private static boolean tell(MappingFinding finding, PrintWriter out) {
        out.println("%-14s %s".formatted("mapping", finding.mistakes().isEmpty() ? "ok" : "not ready"));
        finding.mistakes().forEach(mistake -> out.println("  - " + mistake));
        if (!finding.unheld().isEmpty()) {
            out.println("    (not held against AFAS's fields, which AFAS did not give: "
                    + finding.unheld().stream().map(Target::wireName).sorted().collect(Collectors.joining(", ")) + ")");
        }
        return finding.mistakes().isEmpty();
    }
}
