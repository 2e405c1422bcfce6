package com.twinafas.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.standalone.check.Check;
import com.twinafas.standalone.check.Finding;
import com.twinafas.standalone.check.Systems;

/** {@code ./twinafas check}: signs in to both systems and names everything that is missing. Changes nothing. */
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
        boolean good = true;
        for (Finding finding : findings(read.get())) {
            out.println("%-14s %s".formatted(finding.system(), finding.missing().isEmpty() ? "ok" : "not ready"));
            finding.missing().forEach(cause -> {
                out.println("  - " + sentences.what(cause));
                out.println("    " + sentences.toDo(cause));
            });
            if (finding.detail() != null) {
                out.println("    (" + finding.detail() + ")");
            }
            good &= finding.missing().isEmpty();
        }
        return good ? 0 : 1;
    }

    private List<Finding> findings(Settings settings) {
        try (Systems systems = Systems.open(settings, config)) {
            return new Check(settings, systems).findings();
        }
    }
}
