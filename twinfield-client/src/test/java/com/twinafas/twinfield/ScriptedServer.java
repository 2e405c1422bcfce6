package com.twinafas.twinfield;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;

/** Answers requests with what a test put in line, and remembers them. Sign-in always works unless told otherwise. */
public final class ScriptedServer implements AutoCloseable {

    private static final String TOKEN_PATH = "/auth/authentication/connect/";

    private final HttpServer server;
    private final ConcurrentLinkedDeque<Answer> line = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<Answer> signIns = new ConcurrentLinkedDeque<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private int tokens;

    /** What was asked; headers by lower-case name. */
    public record Request(String path, Map<String, String> headers, String body) {
    }

    private record Answer(int status, Map<String, String> headers, String body, boolean cutOff) {
    }

    public ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> calls() {
        return requests.stream().filter(request -> !request.path().startsWith(TOKEN_PATH)).toList();
    }

    public List<Request> signIns() {
        return requests.stream().filter(request -> request.path().startsWith(TOKEN_PATH)).toList();
    }

    public ScriptedServer then(int status, Map<String, String> headers, String body) {
        line.add(new Answer(status, headers, body, false));
        return this;
    }

    /** The result of a process XML call. */
    public ScriptedServer thenXml(String xml) {
        return then(200, Map.of(), soap("<ProcessXmlStringResponse xmlns=\"http://www.twinfield.com/\">"
                + "<ProcessXmlStringResult>" + com.twinafas.twinfield.xml.Xml.escape(xml)
                + "</ProcessXmlStringResult></ProcessXmlStringResponse>"));
    }

    public ScriptedServer thenFault(int status, String code) {
        return then(status, Map.of(),
                soap("<soap:Fault><faultstring>x</faultstring><detail><message>x</message><code>" + code
                        + "</code><source>x</source></detail></soap:Fault>"));
    }

    /** Half an answer, then the connection ends. */
    public ScriptedServer thenCutOff() {
        line.add(new Answer(200, Map.of(), soap("<ProcessXmlStringResponse>"), true));
        return this;
    }

    public ScriptedServer thenSignIn(int status, String body) {
        signIns.add(new Answer(status, Map.of("Content-Type", "application/json"), body, false));
        return this;
    }

    public static String soap(String body) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope "
                + "xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>" + body
                + "</soap:Body></soap:Envelope>";
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new java.util.HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        String path = exchange.getRequestURI().toString();
        requests.add(new Request(path, headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer answer = path.startsWith(TOKEN_PATH) ? signIn(path) : line.poll();
        if (answer == null) {
            answer = new Answer(599, Map.of(), "nothing in line", false);
        }
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), answer.cutOff() ? body.length * 2L : Math.max(body.length, 1));
        exchange.getResponseBody().write(body.length == 0 ? new byte[]{' '} : body);
        exchange.close();
    }

    private Answer signIn(String path) {
        Answer scripted = signIns.poll();
        if (scripted != null) {
            return scripted;
        }
        String json = path.contains("accesstokenvalidation")
                ? "{\"exp\":\"1700000000\",\"twf.clusterUrl\":\"" + address() + "\"}"
                : "{\"access_token\":\"access-" + ++tokens + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
        return new Answer(200, Map.of("Content-Type", "application/json"), json, false);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
