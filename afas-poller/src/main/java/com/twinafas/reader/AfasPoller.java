package com.twinafas.reader;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.work.Leadership;
import com.twinafas.reader.flow.Flow;
import com.twinafas.reader.kafka.KafkaShelf;

/** Reads back while this process leads the readers of the tenant; begins anew when the settings of that change. */
final class AfasPoller extends Leadership implements HealthIndicator {

    private final CurrentSettings settings;
    private final TenantKafka kafka;
    private final Function<Settings, AfasConnection> connect;
    private final KeyRing keys;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private volatile @Nullable ReadingPlan plan;
    private volatile @Nullable AfasConnection connection;
    private volatile @Nullable KafkaShelf shelf;
    private volatile List<Flow> flows = List.of();

    /** @param connect opens a connection to AFAS as the settings say */
    AfasPoller(CurrentSettings settings, TenantKafka kafka, Function<Settings, AfasConnection> connect,
            KeyRing keys, InstantSource clock, MeterRegistry metrics) {
        super("reader", kafka, clock);
        this.settings = settings;
        this.kafka = kafka;
        this.connect = connect;
        this.keys = keys;
        this.clock = clock;
        this.metrics = metrics;
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
    protected void begin(BooleanSupplier stopped) {
        if (!settings.await(stopped)) {
            return;
        }
        ReadingPlan begun = ReadingPlan.of(settings.get());
        plan = begun;
        AfasConnection connected = connect.apply(settings.get());
        connection = connected;
        KafkaShelf opened = KafkaShelf.open(kafka, keys, clock, metrics);
        shelf = opened;
        flows = begun.readings(connected.afas(), opened, clock).stream()
                .map(timed -> Flow.start(timed.reading(), timed.every(), opened, metrics)).toList();
    }

    @Override
    protected boolean isLost() {
        KafkaShelf opened = shelf;
        ReadingPlan begun = plan;
        return (opened != null && opened.isLost())
                || (begun != null && !begun.equals(ReadingPlan.of(settings.get())));
    }

    @Override
    protected void end() {
        List<Flow> running = flows;
        flows = List.of();
        running.forEach(Flow::close);
        KafkaShelf opened = shelf;
        shelf = null;
        if (opened != null) {
            opened.close();
        }
        AfasConnection connected = connection;
        connection = null;
        if (connected != null) {
            connected.close();
        }
        plan = null;
    }

    @Override
    public Health health() {
        boolean working = flows.stream().allMatch(Flow::isWorking);
        return (working ? Health.up() : Health.status("DEGRADED")).withDetail("active", shelf != null).build();
    }
}
