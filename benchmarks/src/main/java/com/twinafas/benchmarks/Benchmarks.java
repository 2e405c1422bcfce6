package com.twinafas.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What {@code benchmarks/run} starts: {@code mapping}, {@code pipeline N} or {@code first-load N}. */
public final class Benchmarks {

    private Benchmarks() {
    }

    public static void main(String[] arguments) throws Exception {
        String what = arguments.length == 0 ? "mapping" : arguments[0];
        int number = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        switch (what) {
            case "mapping" -> new Runner(new OptionsBuilder().include(MappingBenchmark.class.getName()).build()).run();
            case "pipeline" -> new PipelineRun(number).run();
            case "first-load" -> new FirstLoadRun(number).run();
            default -> throw new IllegalArgumentException("mapping, pipeline or first-load, not " + what);
        }
    }
}
