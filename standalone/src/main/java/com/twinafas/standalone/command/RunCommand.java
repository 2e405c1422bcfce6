package com.twinafas.standalone.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import com.twinafas.standalone.process.Standalone;

/** {@code ./twinafas run}: the roles of a configuration file against real accounts, until Ctrl-C. */
@Command(name = "run", mixinStandardHelpOptions = true, //
        description = "Runs the roles of a configuration file, with an embedded Kafka broker unless the file names one.")
public final class RunCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration (YAML).")
    private Path config = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (ConfigurationFile.read(spec, config).isEmpty()) {
            return 1;
        }
        Standalone.start(config).awaitStop();
        return 0;
    }
}
