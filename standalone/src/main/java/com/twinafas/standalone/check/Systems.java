package com.twinafas.standalone.check;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;

import com.twinafas.afas.Afas;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.poller.PollerPlan;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.connection.TwinfieldClients;
import com.twinafas.writer.WriterConfiguration;

/** Both systems, as the settings say to reach them, without a broker. */
public final class Systems implements AutoCloseable {

    private final Twinfield twinfield;
    private final AfasConnection afas;

    private Systems(Twinfield twinfield, AfasConnection afas) {
        this.twinfield = twinfield;
        this.afas = afas;
    }

    /** @param config beside which a renewed refresh token is kept */
    public static Systems open(Settings settings, Path config) {
        InstantSource clock = InstantSource.system();
        return new Systems(
                TwinfieldClients.create(PollerPlan.twinfield(settings.twinfield()),
                        new RefreshTokenFile(settings.twinfield().refreshToken(), config), clock,
                        new SimpleMeterRegistry()),
                AfasConnection.open(WriterConfiguration.config(settings.afas()), clock, new SimpleMeterRegistry()));
    }

    public Twinfield twinfield() {
        return twinfield;
    }

    public Afas afas() {
        return afas.afas();
    }

    @Override
    public void close() {
        afas.close();
    }
}
