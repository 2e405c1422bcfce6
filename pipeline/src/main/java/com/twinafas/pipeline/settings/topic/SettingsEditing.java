package com.twinafas.pipeline.settings.topic;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.DocumentSettings.Authority;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/** Replaces the settings document, unless the configuration file has the last word. */
public final class SettingsEditing {

    private final SettingsTopic topic;
    private final Configured configured;
    private final Validity validity;

    public SettingsEditing(SettingsTopic topic, Configured configured, Validity validity) {
        this.topic = topic;
        this.configured = configured;
        this.validity = validity;
    }

    /** What became of an edit. */
    public sealed interface Outcome {

        /** It is the latest version now, or was already. */
        record Accepted(StoredSettings stored) implements Outcome {
        }

        /** It is not valid. */
        record Refused(List<Mistake> mistakes) implements Outcome {
        }

        /** Somebody else was first. */
        record Moved(long version) implements Outcome {
        }

        /** Only the configuration file is edited. */
        record FileDecides() implements Outcome {
        }
    }

    /**
     * Makes the document the next version.
     *
     * @param expected the version it was made of
     */
    public Outcome replace(String document, long expected, @Nullable String comment) {
        if (configured.settings().settings().authority() == Authority.FILE) {
            return new Outcome.FileDecides();
        }
        try {
            validity.settings(document, expected + 1);
        } catch (InvalidSettings e) {
            return new Outcome.Refused(e.mistakes());
        }
        Optional<StoredSettings> written = topic.change(latest -> latest
                .filter(stored -> stored.version() == expected && !stored.document().equals(document))
                .map(stored -> new SettingsTopic.Draft(document, stored.fileHash(), StoredSettings.Author.API,
                        comment, 1)));
        // An edit that was written and not answered is found when it is sent again.
        return written.or(() -> topic.latest().filter(latest -> latest.document().equals(document)))
                .<Outcome>map(Outcome.Accepted::new)
                .orElseGet(() -> new Outcome.Moved(topic.latest().map(StoredSettings::version).orElse(0L)));
    }
}
