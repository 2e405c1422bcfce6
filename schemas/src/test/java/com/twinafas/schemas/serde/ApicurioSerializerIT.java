package com.twinafas.schemas.serde;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The serializers with a real Apicurio Registry, run from its Maven artefact by the profile {@code apicurio}. */
@EnabledIfSystemProperty(named = ApicurioSerializerIT.HOME, matches = ".+", disabledReason = "Runs with -Papicurio only")
class ApicurioSerializerIT extends SerializerContract {

    static final String HOME = "twinafas.apicurio";

    private static final int PORT = freePort();
    private static final String URL = "http://127.0.0.1:" + PORT + "/apis/ccompat/v7";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static @Nullable Process process;

    @Override
    protected String registryUrl() {
        return URL;
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty(HOME, ""));
        Process started = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xmx256m",
                "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + PORT, "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + freePort(), "-jar", home.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true).redirectOutput(home.resolve("apicurio.log").toFile()).start();
        process = started;
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(300)).until(
                () -> !started.isAlive() || answers("GET", "/subjects", ""));
        if (!answers("PUT", "/config", "{\"compatibility\": \"BACKWARD_TRANSITIVE\"}")) {
            throw new IllegalStateException("Apicurio does not serve; its log is in " + home);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static boolean answers(String method, String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(URL + path)).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
