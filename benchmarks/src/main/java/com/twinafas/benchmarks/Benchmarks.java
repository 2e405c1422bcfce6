package com.twinafas.benchmarks;

import java.nio.file.Path;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What {@code benchmarks/run} starts: {@code mapping}, {@code pipeline N}, {@code replay N},
 * {@code first-load INVOICES CUSTOMERS} or {@code pod ROUNDS}.
 */
public final class Benchmarks {

    private Benchmarks() {
    }

    public static void main(String[] arguments) throws Exception {
        String what = arguments.length == 0 ? "mapping" : arguments[0];
        int number = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int customers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        switch (what) {
            case "mapping" -> new Runner(new OptionsBuilder().include(MappingBenchmark.class.getName()).build()).run();
            case "pipeline" -> new PipelineRun(number).run();
            case "replay" -> new ReplayRun(number).run();
            case "first-load" -> new FirstLoadRun(number, customers).run();
            case "pod" ->
                new PodRun(arguments.length > 1 ? number : 5, Path.of("benchmarks/target/pod").toAbsolutePath(),
                        Path.of("server/target/twinafas-server-exec.jar").toAbsolutePath()).run();
            default -> throw new IllegalArgumentException("mapping, pipeline, replay, first-load or pod, not " + what);
        }
    }
}
