package com.twinafas.mapper.replay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.pipeline.work.Leadership;

/** Works on redrives, discards and replays while this process is the one of the tenant that does. */
public final class ReplayService extends Leadership {

    /** Between two looks at who leads. */
    private static final Duration PIECE = Duration.ofSeconds(2);

    private final CurrentSettings settings;
    private final Workshop workshop;
    private volatile @Nullable JobDesk desk;

    /**
     * @param past      settings of a version; empty when they cannot be used any more
     * @param objection why nothing may be mapped again now; empty when it may
     */
    public ReplayService(TenantKafka kafka, CurrentSettings settings, PayloadCipher cipher,
            LongFunction<Optional<Settings>> past, Supplier<Optional<String>> objection, InstantSource clock,
            MeterRegistry meters, Tracing tracing) {
        super("replay", kafka, clock);
        this.settings = settings;
        this.workshop = new Workshop(kafka, settings, cipher, past, objection, clock, tracing);
        Gauge.builder("twinafas.replay.active", this, service -> service.desk == null ? 0 : 1)
                .description("1 when this process works on redrives and replays").register(meters);
    }

    @Override
    protected void begin(BooleanSupplier stopped) {
        if (settings.await(stopped)) {
            desk = workshop.desk();
        }
    }

    @Override
    protected boolean isLost() {
        JobDesk working = desk;
        return working != null && working.isLost();
    }

    @Override
    protected void tend(BooleanSupplier stopped) {
        JobDesk working = desk;
        if (working != null) {
            working.work(PIECE, stopped);
        }
    }

    @Override
    protected void end() {
        JobDesk ending = desk;
        desk = null;
        if (ending != null) {
            ending.close();
        }
    }
}
