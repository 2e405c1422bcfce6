package com.twinafas.pipeline.story;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.twinafas.schemas.key.RecordKey;

/** Everything the topics say about one record, oldest first. */
public record Story(RecordKey key, List<Happening> happenings) {

    public Story {
        happenings = happenings.stream().sorted(Comparator.comparing(Happening::at)).toList();
    }

    /** What AFAS has, by the last that was written down. */
    public Optional<Happening.Delivered> delivery() {
        return happenings.stream().filter(Happening.Delivered.class::isInstance).map(Happening.Delivered.class::cast)
                .reduce((before, last) -> last);
    }

    /** What became of its order, by the last that AFAS said. */
    public Optional<Happening.OrderStatus> orderStatus() {
        return happenings.stream().filter(Happening.OrderStatus.class::isInstance)
                .map(Happening.OrderStatus.class::cast).reduce((before, last) -> last);
    }

    /** What holds it up now, by stage. */
    public List<Happening.Parked> open() {
        Map<String, Happening.Parked> open = new LinkedHashMap<>();
        for (Happening happening : happenings) {
            switch (happening) {
                case Happening.Parked parked -> open.put(parked.stage(), parked);
                case Happening.Released released -> open.remove(released.stage());
                case Happening.Read _,Happening.Mapped _,Happening.Step _,Happening.Delivered _,Happening.OrderStatus _,Happening.Unreadable _ ->
                    {
                    }
            }
        }
        return List.copyOf(open.values());
    }
}
