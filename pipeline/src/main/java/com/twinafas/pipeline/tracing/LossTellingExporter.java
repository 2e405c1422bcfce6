package com.twinafas.pipeline.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that spans are lost, and once that they arrive again. */
final class LossTellingExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(LossTellingExporter.class);

    private final SpanExporter exporter;
    private final AtomicBoolean isLosing = new AtomicBoolean();

    LossTellingExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            if (isLosing.getAndSet(!result.isSuccess()) == result.isSuccess()) {
                if (result.isSuccess()) {
                    LOG.info("Traces are taken again");
                } else {
                    LOG.warn("Traces are lost: the receiver of twinafas.tracing.otlp-endpoint does not take them");
                }
            }
        });
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
