package com.twinafas.standalone.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.requirement.Requirements;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.standalone.valuelist.SettingsComparison;
import com.twinafas.standalone.valuelist.ValueListReader;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.writer.offer.Needs;

/** Signs in to both systems and compares what they offer with what the enabled flows need; reads only. */
public final class Check {

    private final Settings settings;
    private final Systems systems;

    public Check(Settings settings, Systems systems) {
        this.settings = settings;
        this.systems = systems;
    }

    /** One for each system; where both are ready, one for what the settings name of them. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(List.of(twinfield(), afas()));
        if (findings.stream().allMatch(finding -> finding.missing().isEmpty())) {
            findings.add(settings());
        }
        return findings;
    }

    /** The mapping by itself, and against AFAS's fields as far as AFAS gives them. */
    public MappingFinding mapping() {
        return MappingCheck.of(settings, systems.afas());
    }

    private Finding settings() {
        try {
            return new Finding("settings",
                    new SettingsComparison(settings,
                            ValueListReader.read(settings, systems.twinfield(), systems.afas()))
                            .unknown(),
                    null);
        } catch (TwinfieldFailure e) {
            return new Finding("settings", List.of(e.failure()), e.getMessage());
        } catch (AfasFailure e) {
            return new Finding("settings", List.of(e.failure()), e.getMessage());
        }
    }

    private Finding twinfield() {
        Twinfield twinfield = systems.twinfield();
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
        try {
            return new Finding("AFAS", new Requirements(systems.afas()).missing(Needs.of(settings)), null);
        } catch (AfasFailure e) {
            return new Finding("AFAS", List.of(e.failure()), e.getMessage());
        }
    }
}
