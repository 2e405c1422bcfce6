package com.twinafas.standalone.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.schemas.registry.HttpRegistry;

/** Serves the schema registry on this machine's own address. */
public final class SchemaRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BODY = 1024 * 1024;

    private final SchemaLog log;
    private final RegistryApi api;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private SchemaRegistry(SchemaLog log, HttpServer server) {
        this.log = log;
        this.api = new RegistryApi(log);
        this.server = server;
    }

    /**
     * Reads the schemas and serves them.
     *
     * @param connection addresses and security of the broker
     * @param topic      where the schemas are; made when it does not exist
     * @param port       0 takes a free one
     */
    public static SchemaRegistry start(Map<String, Object> connection, String topic, int port) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " for the schema registry is taken", e);
        }
        SchemaRegistry registry = new SchemaRegistry(
                new SchemaLog(connection, topic, RandomGenerator.getDefault()), server);
        server.createContext("/", registry::handle);
        server.setExecutor(registry.executor);
        server.start();
        LOG.atInfo().addKeyValue("port", server.getAddress().getPort()).log("The schema registry serves");
        return registry;
    }

    /** For {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        log.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        // The server's threads know the JDK's class loader only; Kafka looks its classes up through this one.
        Thread.currentThread().setContextClassLoader(SchemaRegistry.class.getClassLoader());
        try (exchange) {
            try {
                send(exchange, 200, answer(exchange));
            } catch (ApiError e) {
                send(exchange, e.status(), error(e.code(), String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("The schema registry failed");
                send(exchange, 500, error(50001, "Error in the backend data store"));
            }
        }
    }

    private Object answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new ApiError(413, "A body has at most " + LARGEST_BODY + " bytes");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        // A web page can send plain text to this machine, but not JSON.
        if (body.length > 0 && (type == null || !type.contains("json"))) {
            throw new ApiError(415, "HTTP 415 Unsupported Media Type");
        }
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                .filter(part -> !part.isEmpty()).map(SchemaRegistry::decode).toList();
        return api.answer(exchange.getRequestMethod(), path, new String(body, StandardCharsets.UTF_8));
    }

    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "HTTP 400 Bad Request");
        }
    }

    private static Map<String, Object> error(int code, String message) {
        return Map.of("error_code", code, "message", message);
    }

    private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", HttpRegistry.MEDIA_TYPE);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
