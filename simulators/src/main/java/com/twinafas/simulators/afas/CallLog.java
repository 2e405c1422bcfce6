package com.twinafas.simulators.afas;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.fault.SimulatedRequest;

/** Every call that AFAS got: how many, how many at once, about what, and how they ended. */
public final class CallLog {

    private static final int BODIES_KEPT = 500;
    /** A demo goes on for days. */
    private static final int CALLS_KEPT = 50_000;

    private final InstantSource clock;
    private final Deque<Call> calls = new ArrayDeque<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Deque<Body> bodies = new ArrayDeque<>();
    private final IdentityHashMap<SimulatedRequest, Instant> open = new IdentityHashMap<>();
    private final IdentityHashMap<SimulatedRequest, String> refusals = new IdentityHashMap<>();
    private final Map<String, Integer> openByOperation = new HashMap<>();
    private int mostAtOnce;
    private final List<String> violations = new ArrayList<>();

    CallLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One call that ended.
     *
     * @param operation connector, or what else was called
     * @param keys      values it carried that tell what it is about: those of filters and of key fields in the body
     * @param status    0 when no answer went out
     * @param refusal   AFAS's sentence, when it refused
     */
    public record Call(Instant at, String method, String operation, Set<String> keys, int status,
            @Nullable String refusal, Duration took) {

        /** Whether it was meant to change something. */
        public boolean write() {
            return operation.startsWith("Kn") || operation.startsWith("Fb") || operation.startsWith("Fi");
        }
    }

    /** The body of a write as it came. */
    public record Body(Instant at, String method, String operation, String text) {
    }

    synchronized void arrived(SimulatedRequest request) {
        open.put(request, clock.instant());
        mostAtOnce = Math.max(mostAtOnce, open.size());
        int same = openByOperation.merge(request.operation(), 1, Integer::sum);
        if (same > 1 && request.method().equals("GET") && request.uri().contains("/connectors/")) {
            violations.add("GetConnector " + request.operation() + " was called " + same + " times at once");
        }
        if (!request.body().isEmpty() && request.uri().contains("/connectors/")) {
            if (bodies.size() == BODIES_KEPT) {
                bodies.removeFirst();
            }
            bodies.addLast(new Body(clock.instant(), request.method(), request.operation(), request.body()));
        }
    }

    synchronized void refused(SimulatedRequest request, String sentence) {
        refusals.put(request, sentence);
    }

    synchronized void left(SimulatedRequest request, Set<String> keys, int status) {
        Instant at = open.remove(request);
        openByOperation.merge(request.operation(), -1, Integer::sum);
        Instant now = clock.instant();
        Instant since = at == null ? now : at;
        counts.merge(request.operation(), 1, Integer::sum);
        if (calls.size() == CALLS_KEPT) {
            calls.removeFirst();
        }
        calls.addLast(new Call(since, request.method(), request.operation(), Set.copyOf(keys), status,
                refusals.remove(request), Duration.between(since, now)));
    }

    /** The calls that ended, in the order of their ends; of very many the last. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The last bodies of writes, oldest first. */
    public synchronized List<Body> bodies() {
        return List.copyOf(bodies);
    }

    /** The calls that carried a value, for example an invoice's reference. */
    public List<Call> about(String key) {
        return calls().stream().filter(call -> call.keys().contains(key)).toList();
    }

    /** The calls of a connector. */
    public List<Call> of(String operation) {
        return calls().stream().filter(call -> call.operation().equals(operation)).toList();
    }

    /** How many calls there were of each connector, since the start. */
    public synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** The most calls that were open at one moment. */
    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    /** What AFAS asks its clients not to do, and was done (afas-api §4). */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
