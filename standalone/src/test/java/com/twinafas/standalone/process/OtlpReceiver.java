package com.twinafas.standalone.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes traces as a collector would, over OTLP's protocol buffers, and keeps them. */
final class OtlpReceiver implements AutoCloseable {

    private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** All that were told, in the order in which they ended. */
    List<Span> spans() {
        return received.stream().flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream()).toList();
    }

    /** All that was told, as it would be shown. */
    String text() {
        StringBuilder text = new StringBuilder();
        received.forEach(request -> text.append(request));
        return text.toString();
    }

    /** What a span says under a name; empty when it says nothing. */
    static String said(Span span, String name) {
        return span.getAttributesList().stream().filter(one -> one.getKey().equals(name))
                .map(one -> one.getValue()).map(AnyValue::getStringValue).findFirst().orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
