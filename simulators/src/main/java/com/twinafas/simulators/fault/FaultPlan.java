package com.twinafas.simulators.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which requests go wrong. With the same seed and rules the n-th request that matches a rule always meets
 * the same fate, whatever other requests stand between. Rules can be added and taken out while the server runs.
 */
public final class FaultPlan {

    private final long seed;
    private final InstantSource clock;
    private final Map<String, Armed> rules = new LinkedHashMap<>();
    private final List<Fired> fired = new ArrayList<>();

    public FaultPlan(long seed, InstantSource clock) {
        this.seed = seed;
        this.clock = clock;
    }

    /** A plan without rules. */
    public static FaultPlan none() {
        return new FaultPlan(0, InstantSource.system());
    }

    /** Adds rules; one with a name that is there already replaces it and counts from the start. */
    public synchronized FaultPlan add(FaultRule... added) {
        for (FaultRule rule : added) {
            rules.put(rule.name(), new Armed(rule));
        }
        return this;
    }

    /** Takes a rule out. */
    public synchronized void remove(String name) {
        rules.remove(name);
    }

    /** Takes all rules out; what happened stays known. */
    public synchronized void clear() {
        rules.clear();
    }

    /** What happened so far, in order. */
    public synchronized List<Fired> fired() {
        return List.copyOf(fired);
    }

    /** How often a rule applied. */
    public synchronized long fired(String name) {
        return fired.stream().filter(one -> one.rule().equals(name)).count();
    }

    /** The fault that a request meets before its body is read. */
    @Nullable
    Fault beforeBody(SimulatedRequest head) {
        return first(head, rule -> rule.fault() instanceof Fault.ResetBeforeBody);
    }

    /** The fault that a request meets, its body known. */
    @Nullable
    Fault withBody(SimulatedRequest request) {
        return first(request, rule -> !(rule.fault() instanceof Fault.ResetBeforeBody));
    }

    private synchronized @Nullable Fault first(SimulatedRequest request, Predicate<FaultRule> stage) {
        for (Armed armed : rules.values()) {
            FaultRule rule = armed.rule;
            if (stage.test(rule) && rule.matches(request) && armed.fires(seed, clock.instant())) {
                fired.add(new Fired(clock.instant(), rule.name(), rule.fault(), request.method(), request.operation()));
                return rule.fault();
            }
        }
        return null;
    }

    /** One fault that happened. */
    public record Fired(Instant at, String rule, Fault fault, String method, String operation) {
    }

    private static final class Armed {

        private final FaultRule rule;
        private long matched;
        private long applied;
        private Instant until = Instant.MIN;

        Armed(FaultRule rule) {
            this.rule = rule;
        }

        boolean fires(long seed, Instant now) {
            matched++;
            if (now.isBefore(until)) {
                return true;
            }
            if (matched < rule.from() || applied >= rule.times() || chance(seed) >= rule.probability()) {
                return false;
            }
            applied++;
            if (rule.lasting().compareTo(Duration.ZERO) > 0) {
                until = now.plus(rule.lasting());
            }
            return true;
        }

        private double chance(long seed) {
            return new SplittableRandom(seed * 31 + rule.name().hashCode() + matched * 0x9E3779B97F4A7C15L)
                    .nextDouble();
        }
    }
}
