package com.twinafas.mapper.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.twinafas.mapper.engine.LiveMapper;
import com.twinafas.mapper.engine.MappingAttempt;
import com.twinafas.mapper.engine.RawReading;
import com.twinafas.mapper.engine.Tables;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.pipeline.deadletter.Letter;
import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.kafka.OffsetReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.replay.Offer;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

/**
 * Finds out which causes of dead letters seem to be over: after a change of the settings the first record of each cause is
 * mapped on trial, and an article that was missing is looked for among those that AFAS turns out to have.
 */
final class Offers implements AutoCloseable {

    private static final int MOST_TRIALS = 200;

    private final TenantKafka kafka;
    private final LiveMapper live;
    private final RawReading reading;
    private final InstantSource clock;
    private final LetterReader letters;
    private final NewItems items;
    private final Map<String, Instant> seen = new HashMap<>();
    private long triedVersion;

    /** @param triedVersion of the settings that the causes were last tried by; 0 is none */
    Offers(TenantKafka kafka, LiveMapper live, RawReading reading, InstantSource clock, long triedVersion) {
        this.kafka = kafka;
        this.live = live;
        this.reading = reading;
        this.clock = clock;
        this.letters = new LetterReader(kafka);
        this.items = new NewItems(kafka);
        this.triedVersion = triedVersion;
    }

    /** The version of the settings that the causes were last tried by. */
    long triedVersion() {
        return triedVersion;
    }

    /**
     * What there is to offer by now.
     *
     * @param open   takes the causes that hold anything up, when it is looked
     * @param anyway whether to look without reason, too
     * @return new offers; those that stand already may be among them
     */
    List<Offer> look(Set<String> open, boolean anyway) {
        seen.putAll(items.next());
        RecordMapper mapper = live.get();
        boolean isTried = mapper.settingsVersion() == triedVersion;
        if (isTried && seen.isEmpty() && !anyway) {
            return List.of();
        }
        Map<String, Letter> first = new HashMap<>();
        Set<String> solved = new HashSet<>();
        letters.forEach(LetterFilter.ALL, letter -> {
            open.add(letter.causeKey());
            if (!isTried && LetterSelection.isOurs(letter) && letter.stage().equals(Stage.MAP.wireName())
                    && first.size() < MOST_TRIALS) {
                first.putIfAbsent(letter.causeKey(), letter);
            }
            Instant there = letter.cause().code() == FailureCode.ITEM_MISSING
                    ? seen.get(letter.cause().parameters().getOrDefault("item", ""))
                    : null;
            if (there != null && there.isAfter(letter.lastAt())) {
                solved.add(letter.causeKey());
            }
        });
        List<Offer> offers = new ArrayList<>();
        solved.forEach(cause -> offers.add(new Offer(cause, Offer.Because.ITEM, clock.instant())));
        offers.addAll(tried(List.copyOf(first.values()), mapper));
        seen.clear();
        triedVersion = mapper.settingsVersion();
        return offers;
    }

    private List<Offer> tried(List<Letter> first, RecordMapper mapper) {
        if (first.isEmpty()) {
            return List.of();
        }
        CurrentStates states = new CurrentStates(kafka);
        first.forEach(letter -> states.want(letter.key()));
        RecordRun.KINDS.stream().filter(states::wants).forEach(states::findWanted);
        List<Offer> offers = new ArrayList<>();
        try (OffsetReader reader = new OffsetReader(kafka);
                Tables tables = new Tables(kafka, reading, new OffsetReader(kafka))) {
            tables.catchUp(news -> {
                // Nobody waits here.
            });
            for (Letter letter : first) {
                Long offset = states.rawOffset(letter.key().toString());
                ConsumerRecord<String, byte[]> record = offset == null
                        ? null
                        : reader.read(Topic.raw(letter.key().kind()), letter.key().toString(), offset);
                if (record != null && isOver(record, letter, mapper, tables)) {
                    offers.add(new Offer(letter.causeKey(), Offer.Because.SETTINGS, clock.instant()));
                }
            }
        }
        return offers;
    }

    private boolean isOver(ConsumerRecord<String, byte[]> record, Letter letter, RecordMapper mapper, Tables tables) {
        try {
            return switch (MappingAttempt.of(reading.envelope(record), mapper, reading, tables)) {
                case MapResult.Mapped _,MapResult.Ignored _ -> true;
                case MapResult.Waiting _ -> false;
                case MapResult.Refused(Cause cause, RecordKey _) -> !Objects.equals(cause, letter.cause());
            };
        } catch (UnreadableRecord e) {
            return false;
        }
    }

    @Override
    public void close() {
        items.close();
    }
}
