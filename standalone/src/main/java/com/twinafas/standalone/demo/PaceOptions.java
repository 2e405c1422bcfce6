package com.twinafas.standalone.demo;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How fast the simulated systems are, and how much happens in the company: options of commands that show them to people. */
final class PaceOptions {

    @Option(names = "--credits", defaultValue = "500", //
            description = "Twinfield's credits a minute; 0 is without limits (default: ${DEFAULT-VALUE}).")
    private int credits;

    @Option(names = "--afas-latency", defaultValue = "PT0.05S", description = "Of each call of AFAS (default: 50 ms).")
    private Duration afasLatency = Duration.ofMillis(50);

    @Option(names = "--trickle", defaultValue = "PT10S", //
            description = "Between two changes in the company; PT0S makes none (default: 10 s).")
    private Duration trickle = Duration.ofSeconds(10);

    int credits() {
        return credits;
    }

    Duration afasLatency() {
        return afasLatency;
    }

    Duration trickle() {
        return trickle;
    }
}
