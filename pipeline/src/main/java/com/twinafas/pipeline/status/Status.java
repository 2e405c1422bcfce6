package com.twinafas.pipeline.status;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKind;

/**
 * How a tenant stands at one moment.
 *
 * @param complete  false while the topics are still being read from their start
 * @param reference records of reference data that were read
 * @param causes    what holds records up, what holds up most first
 */
public record Status(String tenant, Instant at, boolean complete, Map<RecordKind, Flow> flows, long reference,
        List<HeldBy> causes) {

    public Status {
        flows = Map.copyOf(flows);
        causes = List.copyOf(causes);
    }

    /** The counts of a kind; none when it is no flow. */
    public Flow flow(RecordKind kind) {
        return flows.getOrDefault(kind, new Flow(0, Map.of(), Map.of()));
    }

    /**
     * One kind of record.
     *
     * @param read   how many there are in Twinfield, as far as was read
     * @param states how many of them are where; one that could not even be read is refused without being among them
     * @param orders how many of the orders they were delivered as have which status in AFAS, as far as that was read
     *               back; by the tenant's words
     */
    public record Flow(long read, Map<RecordState, Long> states, Map<String, Long> orders) {

        public Flow {
            states = Map.copyOf(states);
            orders = Collections.unmodifiableMap(new TreeMap<>(orders));
        }

        public long in(RecordState state) {
            return states.getOrDefault(state, 0L);
        }
    }

    /**
     * What one cause holds up.
     *
     * @param byKind   how many records of each kind
     * @param examples keys of the first ones
     */
    public record HeldBy(Cause cause, String stage, Map<RecordKind, Long> byKind, List<String> examples) {

        public HeldBy {
            byKind = Map.copyOf(byKind);
            examples = List.copyOf(examples);
        }

        public long records() {
            return byKind.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
