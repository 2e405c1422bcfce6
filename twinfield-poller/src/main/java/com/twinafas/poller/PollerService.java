package com.twinafas.poller;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.TwinfieldSettings;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.pipeline.work.Leadership;
import com.twinafas.poller.flow.Flows;
import com.twinafas.poller.kafka.KafkaArchive;
import com.twinafas.poller.kafka.KafkaRefreshTokens;
import com.twinafas.poller.kafka.ReconciliationDesk;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.connection.TwinfieldClients;

/** Polls while this process leads the pollers of the tenant. */
final class PollerService extends Leadership {

    private final CurrentSettings settings;
    private final TenantKafka kafka;
    private final KeyRing keys;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Tracing tracing;
    private final KafkaRefreshTokens refreshTokens;
    private final Twinfield twinfield;
    private final Function<Settings, AfasConnection> afas;
    private final MultiGauge lastSuccess;
    private volatile @Nullable KafkaArchive archive;
    private @Nullable Flows flows;
    private @Nullable ReconciliationDesk reconciliations;
    private @Nullable Settings planned;

    /** @param afas opens a connection to AFAS as the settings say */
    PollerService(CurrentSettings settings, TenantKafka kafka, KeyRing keys, InstantSource clock,
            MeterRegistry metrics, Tracing tracing, Function<Settings, AfasConnection> afas) {
        super("poller", kafka, clock);
        this.settings = settings;
        this.kafka = kafka;
        this.keys = keys;
        this.clock = clock;
        this.metrics = metrics;
        this.tracing = tracing;
        this.afas = afas;
        TwinfieldSettings connection = settings.get().twinfield();
        this.refreshTokens = new KafkaRefreshTokens(kafka, keys, clock, connection.refreshToken());
        this.twinfield = TwinfieldClients.create(PollerPlan.twinfield(connection), refreshTokens, clock, metrics);
        Gauge.builder("twinafas.poller.active", this, service -> service.archive == null ? 0 : 1).register(metrics);
        lastSuccess = MultiGauge.builder("twinafas.poller.last.success").baseUnit("seconds")
                .description("When the office was last polled with success, since 1970").register(metrics);
        Gauge.builder("twinafas.poller.problems", this, PollerService::problems).register(metrics);
    }

    private int problems() {
        KafkaArchive opened = archive;
        return opened == null ? 0 : opened.problems();
    }

    @Override
    protected void begin(BooleanSupplier stopped) {
        if (!settings.await(stopped)) {
            return;
        }
        KafkaArchive opened = KafkaArchive.open(kafka, keys, clock, metrics, tracing);
        archive = opened;
        refreshTokens.reload();
        poll(opened);
        reconciliations = ReconciliationDesk.open(kafka, opened, settings, twinfield, afas, keys, clock, metrics);
    }

    /** Other offices or another pace are other flows, on the same archive. And whoever is erased is erased. */
    @Override
    protected void tend(BooleanSupplier stopped) {
        KafkaArchive opened = archive;
        Settings before = planned;
        if (opened != null && before != null && !PollerPlan.isSame(before, settings.get())) {
            endFlows();
            poll(opened);
        }
        if (opened != null) {
            opened.erase();
        }
    }

    private void poll(KafkaArchive opened) {
        Settings now = settings.get();
        planned = now;
        Flows started = new Flows(PollerPlan.flows(now, opened, twinfield, clock, metrics));
        flows = started;
        started.start();
        show(opened, now);
    }

    /** Of the offices that are polled here; one that never was has no number. */
    private void show(KafkaArchive opened, Settings now) {
        lastSuccess.register(now.offices().stream()
                .map(office -> Row.of(Tags.of("office", office.code()), opened,
                        polled -> polled.lastPolled(office.code()).map(Instant::getEpochSecond)
                                .map(Long::doubleValue).orElse(Double.NaN)))
                .collect(Collectors.toList()), true);
    }

    private void endFlows() {
        Flows running = flows;
        flows = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    protected boolean isLost() {
        KafkaArchive opened = archive;
        return opened != null && opened.isLost();
    }

    @Override
    protected void end() {
        ReconciliationDesk desk = reconciliations;
        reconciliations = null;
        if (desk != null) {
            desk.close();
        }
        endFlows();
        lastSuccess.register(List.of(), true);
        KafkaArchive opened = archive;
        archive = null;
        if (opened != null) {
            opened.close();
        }
    }
}
