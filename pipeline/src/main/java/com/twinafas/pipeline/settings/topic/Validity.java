package com.twinafas.pipeline.settings.topic;

import java.util.List;

import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.InvalidSettings.Mistake;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsCheck;

/** Makes settings of a document for this process, if it is valid in every respect that the process can judge. */
public final class Validity {

    private final Configured configured;
    private final List<SettingsCheck> checks;

    public Validity(Configured configured, List<SettingsCheck> checks) {
        this.configured = configured;
        this.checks = List.copyOf(checks);
    }

    /** @throws InvalidSettings with every mistake by its key */
    public Settings settings(String document, long version) {
        return valid(configured.settings(document, version));
    }

    /** @throws InvalidSettings with every mistake that the roles of this process find */
    public Settings valid(Settings settings) {
        List<Mistake> mistakes = checks.stream().flatMap(check -> check.mistakes(settings).stream()).toList();
        if (!mistakes.isEmpty()) {
            throw new InvalidSettings(mistakes);
        }
        return settings;
    }
}
