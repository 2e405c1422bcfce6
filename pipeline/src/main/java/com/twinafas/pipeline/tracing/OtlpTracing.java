package com.twinafas.pipeline.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells spans to a receiver that speaks OTLP over HTTP. They wait for it in a queue that does not grow: what it does not
 * take in time is lost, and no record waits for it.
 */
public final class OtlpTracing implements Tracing {

    private static final String PATH = "/v1/traces";
    private static final String NAME = "twinafas";
    private static final int QUEUE = 4096;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST = Duration.ofSeconds(2);

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * @param receiver its address; without a path OTLP's own is taken
     * @param part     of the traces that are told, from 0 to 1; which ones their ids decide, in every process alike
     */
    public OtlpTracing(URI receiver, double part, String tenant) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint(receiver))
                .setConnectTimeout(PATIENCE).setTimeout(PATIENCE).build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), NAME, AttributeKey.stringKey("twinafas.tenant"),
                        tenant))))
                .setSampler(Sampler.traceIdRatioBased(part))
                .addSpanProcessor(BatchSpanProcessor.builder(new LossTellingExporter(exporter)).setMaxQueueSize(QUEUE)
                        .setScheduleDelay(EVERY).setExporterTimeout(PATIENCE).build())
                .build();
        tracer = provider.get(NAME);
    }

    private static String endpoint(URI receiver) {
        String path = receiver.getPath();
        return path == null || path.isEmpty() || path.equals("/")
                ? receiver.resolve(PATH).toString()
                : receiver.toString();
    }

    @Override
    public Span begin(String name, Instant since) {
        return new Told(root(name).setSpanKind(SpanKind.PRODUCER).setStartTimestamp(since));
    }

    @Override
    public Span goOn(String name, @Nullable TraceParent before) {
        SpanBuilder span = before == null
                ? root(name)
                : tracer.spanBuilder(name).setParent(
                        Context.root().with(io.opentelemetry.api.trace.Span.wrap(remote(before))));
        return new Told(span.setSpanKind(SpanKind.CONSUMER));
    }

    @Override
    public Span beginAnew(String name, @Nullable TraceParent earlier) {
        SpanBuilder span = root(name).setSpanKind(SpanKind.CONSUMER);
        return new Told(earlier == null ? span : span.addLink(remote(earlier)));
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private SpanBuilder root(String name) {
        return tracer.spanBuilder(name).setNoParent();
    }

    private static SpanContext remote(TraceParent before) {
        return SpanContext.createFromRemoteParent(before.traceId(), before.spanId(),
                before.told() ? TraceFlags.getSampled() : TraceFlags.getDefault(), TraceState.getDefault());
    }

    private final class Told implements Span {

        private final io.opentelemetry.api.trace.Span span;

        Told(SpanBuilder begun) {
            span = begun.startSpan();
        }

        @Override
        public TraceParent context() {
            SpanContext context = span.getSpanContext();
            return new TraceParent(context.getTraceId(), context.getSpanId(), context.isSampled());
        }

        @Override
        public Span with(String name, @Nullable Object value) {
            if (value != null && span.isRecording()) {
                span.setAttribute(NAME + "." + name, value.toString());
            }
            return this;
        }

        @Override
        public Span failed(String code) {
            span.setStatus(StatusCode.ERROR, code);
            return this;
        }

        @Override
        public Span child(String name) {
            return new Told(part(name));
        }

        @Override
        public Span call(String name) {
            return new Told(part(name).setSpanKind(SpanKind.CLIENT));
        }

        private SpanBuilder part(String name) {
            return tracer.spanBuilder(name).setParent(Context.root().with(span));
        }

        @Override
        public void close() {
            span.end();
        }
    }
}
