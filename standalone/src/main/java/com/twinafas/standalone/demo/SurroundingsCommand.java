package com.twinafas.standalone.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./twinafas surroundings}: what a server needs around it, to try one out or to train its image with. */
@Command(name = "surroundings", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "A broker, a registry and both systems simulated, without any role; writes a configuration for a server.")
public final class SurroundingsCommand implements Callable<Integer> {

    private static final int BETWEEN_LINES_MILLIS = 1000;

    @Option(names = "--data", defaultValue = "data/surroundings", paramLabel = "FOLDER", //
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data/surroundings");

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration that is written.")
    private Path config = Path.of("");

    @Mixin
    private CompanyOptions company = new CompanyOptions();

    @Option(names = "--server", defaultValue = "http://127.0.0.1:8080", //
            description = "Asked for its health and its metrics each second (default: ${DEFAULT-VALUE}).")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try (Surroundings surroundings = Surroundings.start(data, company.size())) {
            Runtime.getRuntime().addShutdownHook(new Thread(surroundings::close, "surroundings-stop"));
            surroundings.writeConfiguration(config);
            while (true) {
                spec.commandLine().getOut().println("server %s, documents in AFAS %d"
                        .formatted(surroundings.isReady(server) ? "ready" : "not ready", surroundings.documents()));
                spec.commandLine().getOut().flush();
                Thread.sleep(BETWEEN_LINES_MILLIS);
            }
        }
    }
}
