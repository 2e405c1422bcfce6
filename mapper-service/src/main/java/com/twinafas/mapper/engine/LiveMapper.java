package com.twinafas.mapper.engine;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;

/** The mapper by the settings in force, made anew when they have changed. */
public final class LiveMapper {

    private final CurrentSettings settings;
    private @Nullable Settings of;
    private @Nullable RecordMapper made;

    public LiveMapper(CurrentSettings settings) {
        this.settings = settings;
    }

    /** Waits until settings are in force; false when it was stopped before. */
    public boolean await(BooleanSupplier stopped) {
        return settings.await(stopped);
    }

    /** Good for one piece of work: the next one asks again. */
    public synchronized RecordMapper get() {
        Settings now = settings.get();
        RecordMapper last = made;
        if (last == null || !now.equals(of)) {
            last = new RecordMapper(MappingReader.of(now.mapping().text()), now);
            made = last;
            of = now;
        }
        return last;
    }

    /** A mapper by these settings, but another mapping. */
    RecordMapper with(Mapping mapping) {
        return new RecordMapper(mapping, settings.get());
    }
}
