package com.twinafas.mapper.replay;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.twinafas.mapper.engine.LiveMapper;
import com.twinafas.mapper.engine.RawReading;
import com.twinafas.mapper.engine.UpdateWriting;
import com.twinafas.mapper.mapping.MappingMistakes;
import com.twinafas.pipeline.activity.Activities;
import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.Offer;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.schemas.failure.Stage;

/** What the work on jobs is done with, and which of them may begin, by the settings in force. */
final class Workshop {

    /** A dry run maps each record twice, and nothing depends on its order. */
    private static final int AT_ONCE = 2;

    private final TenantKafka kafka;
    private final CurrentSettings settings;
    private final LiveMapper mapper;
    private final RawReading reading;
    private final UpdateWriting updates;
    private final LongFunction<Optional<Settings>> past;
    private final Supplier<Optional<String>> objection;
    private final InstantSource clock;
    private final Tracing tracing;

    /**
     * @param past      settings of a version; empty when they cannot be used any more
     * @param objection why nothing may be mapped again now; empty when it may
     */
    Workshop(TenantKafka kafka, CurrentSettings settings, PayloadCipher cipher, LongFunction<Optional<Settings>> past,
            Supplier<Optional<String>> objection, InstantSource clock, Tracing tracing) {
        this.kafka = kafka;
        this.settings = settings;
        this.mapper = new LiveMapper(settings);
        this.reading = new RawReading(kafka, cipher);
        this.updates = new UpdateWriting(kafka, cipher, clock);
        this.past = past;
        this.objection = objection;
        this.clock = clock;
        this.tracing = tracing;
    }

    /** Takes the desk over from whoever had it. */
    JobDesk desk() {
        return new JobDesk(kafka, this::run, this::objection,
                tried -> new Offers(kafka, mapper, reading, clock, tried), this::automatic, clock);
    }

    private JobRun run(Job job) {
        return switch (job.ask().action()) {
            case DISCARD -> new DiscardRun(kafka, new Activities(kafka, clock, Stage.MAP));
            case REDRIVE, REPLAY -> new RecordRun(kafka,
                    Stream.generate(this::handler).limit(job.ask().dryRun() ? AT_ONCE : 1).toList(),
                    new LetterSelection(new LetterReader(kafka), settings.get().redrive().attempts()),
                    new CurrentStates(kafka), clock);
        };
    }

    private RecordHandler handler() {
        return new RecordHandler(kafka, new LiveMapper(settings), reading, updates, new PastMappers(past), clock,
                tracing);
    }

    private Optional<String> objection(Ask ask) {
        return switch (ask.action()) {
            case DISCARD -> Optional.empty();
            case REDRIVE, REPLAY -> objection.get().or(this::mistakes);
        };
    }

    /** By the settings, what is over goes by itself. */
    private Optional<Ask> automatic(Offer offer) {
        boolean goes = settings.get().redrive().automatic().stream()
                .anyMatch(code -> offer.cause().startsWith(code.name() + "{"));
        return goes
                ? Optional.of(new Ask(Action.REDRIVE, LetterFilter.ofCause(offer.cause()), null, false, false, null,
                        null, null))
                : Optional.empty();
    }

    private Optional<String> mistakes() {
        try {
            mapper.get();
            return Optional.empty();
        } catch (MappingMistakes e) {
            return Optional.of("The mapping does not check: " + e.getMessage());
        }
    }
}
