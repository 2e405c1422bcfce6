package com.twinafas.pipeline.settings;

import java.util.List;

import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/** Says what is wrong with settings that only one role can judge. A version with a mistake never comes into force. */
@FunctionalInterface
public interface SettingsCheck {

    /** Every mistake, by its key. */
    List<Mistake> mistakes(Settings settings);
}
