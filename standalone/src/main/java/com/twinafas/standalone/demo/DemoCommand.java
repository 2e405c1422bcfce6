package com.twinafas.standalone.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./twinafas demo}: both systems simulated, a generated company, every role in one process. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Shows a generated company travel from a simulated Twinfield into a simulated AFAS.")
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--data", defaultValue = "data/demo", paramLabel = "FOLDER", //
            description = "Where everything is kept; started again it continues (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data/demo");

    @Option(names = "--port", defaultValue = "8080", description = "Port of /api and /actuator (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--seed", defaultValue = "1", description = "Of the generated company (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private CompanyOptions company = new CompanyOptions();

    @Option(names = "--credits", defaultValue = "500", //
            description = "Twinfield's credits a minute; 0 is without limits (default: ${DEFAULT-VALUE}).")
    private int credits;

    @Option(names = "--afas-latency", defaultValue = "PT0.05S", description = "Of each call of AFAS (default: 50 ms).")
    private Duration afasLatency = Duration.ofMillis(50);

    @Option(names = "--trickle", defaultValue = "PT10S", //
            description = "Between two changes after the first load; PT0S makes none (default: 10 s).")
    private Duration trickle = Duration.ofSeconds(10);

    @Option(names = "--until-loaded", description = "Stop after the summary of the first load.")
    private boolean untilLoaded;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try (Demo demo = Demo.start(new Demo.Options(data, port, seed, company.size(), credits, afasLatency))) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
            Screen screen = new Screen(spec.commandLine().getOut());
            screen.started(demo);
            screen.progress(demo);
            screen.summary(demo);
            if (!untilLoaded) {
                screen.trickle(demo, trickle);
            }
        }
        return 0;
    }
}
