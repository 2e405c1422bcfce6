package com.twinafas.standalone.check;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.requirement.Requirements;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.poller.PollerPlan;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.connection.TwinfieldClients;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.writer.WriterConfiguration;

/** Signs in to both systems and compares what they offer with what the enabled flows need; reads only. */
public final class Check {

    private final Settings settings;
    private final Path config;
    private final InstantSource clock = InstantSource.system();

    /** @param config beside which a renewed refresh token is kept */
    public Check(Settings settings, Path config) {
        this.settings = settings;
        this.config = config;
    }

    /** One for each system. */
    public List<Finding> findings() {
        return List.of(twinfield(), afas());
    }

    private Finding twinfield() {
        Twinfield twinfield = TwinfieldClients.create(PollerPlan.twinfield(settings.twinfield()),
                new RefreshTokenFile(settings.twinfield().refreshToken(), config), clock, new SimpleMeterRegistry());
        List<Cause> missing = new ArrayList<>();
        try {
            Set<String> visible = twinfield.call(ProcessXml.offices()).stream()
                    .filter(Row.Usable.class::isInstance).map(row -> ((Row.Usable) row).record().element().text())
                    .collect(Collectors.toSet());
            for (OfficeSettings office : settings.offices()) {
                if (visible.contains(office.code())) {
                    twinfield.call(ProcessXml.dimensionType(office.code(), "DEB"));
                } else {
                    missing.add(Cause.of(FailureCode.TWINFIELD_ACCESS_DENIED, "what", "office " + office.code()));
                }
            }
        } catch (TwinfieldFailure e) {
            missing.add(e.failure());
            return new Finding("Twinfield", missing, e.getMessage());
        }
        return new Finding("Twinfield", missing, null);
    }

    private Finding afas() {
        try (AfasConnection afas = AfasConnection.open(WriterConfiguration.config(settings.afas()), clock,
                new SimpleMeterRegistry())) {
            return new Finding("AFAS", new Requirements(afas.afas()).missing(Needs.of(settings)), null);
        } catch (AfasFailure e) {
            return new Finding("AFAS", List.of(e.failure()), e.getMessage());
        }
    }
}
