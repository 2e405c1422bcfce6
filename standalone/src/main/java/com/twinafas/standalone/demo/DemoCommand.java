package com.twinafas.standalone.demo;

import java.nio.file.Path;
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

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Option(names = "--until-loaded", description = "Stop after the summary of the first load.")
    private boolean untilLoaded;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try (Demo demo = Demo
                .start(new Demo.Options(data, port, seed, company.size(), pace.credits(), pace.afasLatency()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
            Screen screen = new Screen(spec.commandLine().getOut());
            screen.started(demo);
            screen.progress(demo);
            screen.summary(demo);
            if (!untilLoaded) {
                screen.trickle(demo, pace.trickle());
            }
        }
        return 0;
    }
}
