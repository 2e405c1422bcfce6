package com.twinafas.standalone.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A broker as a process of its own, to be killed. */
public final class BrokerProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;

    private BrokerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts it on what is in the folder, and waits until it serves. */
    public static BrokerProcess start(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("address"));
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Xmx256m", BrokerProcess.class.getName(), folder.toString()))
                .redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile()).start();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> Files.exists(folder.resolve("address")) || !process.isAlive());
        return new BrokerProcess(process, folder);
    }

    /** For {@code bootstrap.servers}. */
    public String address() throws IOException {
        return Files.readString(folder.resolve("address"));
    }

    /** From now on none of its files can grow, as when its disk is full; what is there can be read. Linux only. */
    public void fillDisk() throws IOException, InterruptedException {
        int code = new ProcessBuilder("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=1:").inheritIO()
                .start().waitFor();
        if (code != 0) {
            throw new IOException("The limit cannot be set: " + code);
        }
    }

    /** Waits until it has ended by itself. */
    public void awaitEnd(Duration longest) {
        Awaitility.await().atMost(longest).until(() -> !process.isAlive());
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
        Files.writeString(Path.of(arguments[0], "address.tmp"), broker.bootstrapServers());
        Files.move(Path.of(arguments[0], "address.tmp"), Path.of(arguments[0], "address"));
        Thread.currentThread().join();
    }
}
