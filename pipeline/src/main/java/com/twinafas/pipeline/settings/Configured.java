package com.twinafas.pipeline.settings;

import java.util.ArrayList;
import java.util.List;

import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/** What this process was configured with: its own part, and the tenant's document as the configuration has it. */
public final class Configured {

    private final Said said;
    private final Settings settings;

    Configured(Said said, Settings settings) {
        this.said = said;
        this.settings = settings;
    }

    /** All of it as settings, before any document of the topic is known. */
    public Settings settings() {
        return settings;
    }

    /** The document as the configuration has it, without anything of the process and without secrets. */
    public String document() {
        return SettingsYaml.write(said.document().values());
    }

    /** The same for the same document, however it is written. */
    public String documentHash() {
        return said.document().hash();
    }

    /**
     * The settings of this process with a document instead of the configured one.
     *
     * @throws InvalidSettings with every mistake by its key
     */
    public Settings settings(String document, long version) {
        List<Mistake> mistakes = new ArrayList<>();
        return SettingsLoader.settings(with(document, version, mistakes), mistakes);
    }

    /**
     * Every value in force with a document, and where it comes from.
     *
     * @throws InvalidSettings as {@link #settings(String, long)}
     */
    public List<EffectiveValue> values(String document, long version) {
        List<Mistake> mistakes = new ArrayList<>();
        Said with = with(document, version, mistakes);
        return EffectiveValues.of(with, SettingsLoader.settings(with, mistakes));
    }

    private Said with(String document, long version, List<Mistake> mistakes) {
        return said.process().with(SettingsLoader.document(document, mistakes), version);
    }
}
