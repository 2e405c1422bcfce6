package com.twinafas.reader;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.work.Leadership;
import com.twinafas.reader.flow.Flow;
import com.twinafas.reader.kafka.KafkaShelf;

/** Reads back while this process leads the readers of the tenant. */
final class AfasPoller implements SmartLifecycle, Leadership.Duty, HealthIndicator {

    private final Settings settings;
    private final TenantKafka kafka;
    private final Afas afas;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Leadership leadership;
    private volatile @Nullable KafkaShelf shelf;
    private volatile List<Flow> flows = List.of();

    AfasPoller(Settings settings, TenantKafka kafka, Afas afas, PayloadCipher cipher, InstantSource clock,
            MeterRegistry metrics) {
        this.settings = settings;
        this.kafka = kafka;
        this.afas = afas;
        this.cipher = cipher;
        this.clock = clock;
        this.metrics = metrics;
        this.leadership = new Leadership("reader", kafka, this, clock);
        Gauge.builder("twinafas.reader.active", this, poller -> poller.shelf == null ? 0 : 1)
                .description("1 when this process is the tenant's reader").register(metrics);
        Gauge.builder("twinafas.reader.troubles", this, AfasPoller::troubles)
                .description("What a person was told of and is not over").register(metrics);
    }

    private int troubles() {
        KafkaShelf opened = shelf;
        return opened == null ? 0 : opened.troubles();
    }

    @Override
    public void start() {
        leadership.start();
    }

    @Override
    public void stop() {
        leadership.stop();
    }

    @Override
    public boolean isRunning() {
        return leadership.isRunning();
    }

    @Override
    public void begin() {
        KafkaShelf opened = KafkaShelf.open(kafka, cipher, clock, metrics);
        shelf = opened;
        flows = new ReadingPlan(settings, afas, opened, clock).flows(metrics);
    }

    @Override
    public boolean isLost() {
        KafkaShelf opened = shelf;
        return opened != null && opened.isLost();
    }

    @Override
    public void end() {
        List<Flow> running = flows;
        flows = List.of();
        running.forEach(Flow::close);
        KafkaShelf opened = shelf;
        shelf = null;
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public Health health() {
        boolean working = flows.stream().allMatch(Flow::isWorking);
        return (working ? Health.up() : Health.status("DEGRADED")).withDetail("active", shelf != null).build();
    }
}
