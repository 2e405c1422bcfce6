package com.twinafas.mapper.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.MappingMistakes;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.pipeline.settings.Settings;

/** The mappers that made what AFAS has, by the version of the settings. */
final class PastMappers {

    private final LongFunction<Optional<Settings>> settings;
    private final Map<Long, Optional<RecordMapper>> made = new HashMap<>();

    /** @param settings of a version; empty when they cannot be used any more */
    PastMappers(LongFunction<Optional<Settings>> settings) {
        this.settings = settings;
    }

    /** The mapper of a version; empty when it cannot be made any more. */
    Optional<RecordMapper> of(long version) {
        return made.computeIfAbsent(version, one -> settings.apply(one).flatMap(PastMappers::mapper));
    }

    private static Optional<RecordMapper> mapper(Settings settings) {
        try {
            return Optional.of(new RecordMapper(MappingReader.of(settings.mapping().text()), settings));
        } catch (MappingMistakes e) {
            return Optional.empty();
        }
    }
}
