package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.twinafas.pipeline.process.Ports;
import com.twinafas.server.ServerApplication;

/** The program as a process, with the options of the image and the variables of a pod. */
final class Pod implements AutoCloseable {

    /** Where a pod has its files. */
    static final String MOUNTED = "/etc/twinafas";

    private final String name;
    private final Process process;
    private final URI address;
    private final String probe;
    private final Path output;

    private Pod(String name, Process process, URI address, String probe, Path output) {
        this.name = name;
        this.process = process;
        this.address = address;
        this.probe = probe;
        this.output = output;
    }

    static Pod start(String name, Path folder, Map<String, String> variables, String probe) throws IOException {
        int port = Ports.free();
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@image/java.options", "-Xmx192m", "-cp", System.getProperty("java.class.path"),
                ServerApplication.class.getName()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        return new Pod(name, builder.start(), URI.create("http://127.0.0.1:" + port), probe, output);
    }

    /** Where it answers. */
    URI address() {
        return address;
    }

    boolean isReady() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client
                    .send(HttpRequest.newBuilder(address.resolve(probe)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    void assertRunning() {
        assertThat(process.isAlive()).withFailMessage(() -> name + " ended: " + said()).isTrue();
    }

    /** Its exit code, after it was asked to end and did within the time that the chart gives it. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).withFailMessage(() -> name + " went on: " + said()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return name;
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
