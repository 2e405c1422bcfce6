package com.twinafas.standalone.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./twinafas simulators}: both systems for servers that have a broker and a registry, on other machines too. */
@Command(name = "simulators", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Both systems simulated, without any role; writes a configuration for servers, without a broker.")
public final class SimulatorsCommand implements Callable<Integer> {

    private static final long SEED = 1;

    @Option(names = "--data", defaultValue = "data/simulators", paramLabel = "FOLDER", //
            description = "Where their books are kept; started again they continue (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data/simulators");

    @Option(names = "--config", required = true, paramLabel = "FILE", //
            description = "The configuration that is written, with a master key in a file beside it.")
    private Path config = Path.of("");

    @Option(names = "--host", defaultValue = "127.0.0.1", //
            description = "Where they listen, and the name they have for servers (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "8090", //
            description = "The first of three: Twinfield's identity server, its services, AFAS (default: ${DEFAULT-VALUE}).")
    private int port;

    @Mixin
    private CompanyOptions company = new CompanyOptions();

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try (SimulatedSystems systems = SimulatedSystems.start(
                new SimulatedSystems.Setup(SEED, company.size(), data, host, port, pace.credits(),
                        pace.afasLatency()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(systems::close, "simulators-stop"));
            Path file = config.toAbsolutePath();
            SimulatedSystems.write(systems.configuration(DemoMasterKey.in(file.resolveSibling(""))), file);
            say("Twinfield     " + systems.twinfield().loginUrl());
            say("AFAS          " + systems.afas().baseUrl());
            say("AFAS's books  " + systems.afas().booksUrl());
            change(systems);
        }
        return 0;
    }

    /** A change every so often, until the process ends. */
    private void change(SimulatedSystems systems) throws InterruptedException {
        if (pace.trickle().isZero()) {
            new CountDownLatch(1).await();
        }
        Optional<String> done;
        do {
            Thread.sleep(pace.trickle());
            done = systems.change();
            done.ifPresent(this::say);
        } while (done.isPresent());
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
