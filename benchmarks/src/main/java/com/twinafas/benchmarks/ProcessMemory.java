package com.twinafas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process has of the machine's memory, in MB. */
final class ProcessMemory {

    private ProcessMemory() {
    }

    static long resident(Process process) throws IOException {
        return told(process, "VmRSS");
    }

    /** The most that was resident since it began. */
    static long atMost(Process process) throws IOException {
        return told(process, "VmHWM");
    }

    private static long told(Process process, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
        }
    }
}
