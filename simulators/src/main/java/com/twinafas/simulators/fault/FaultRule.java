package com.twinafas.simulators.fault;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests meet which fault. Only what is set must match.
 *
 * @param name        tells rules apart, also when chance is drawn; unique in a plan
 * @param method      HTTP method
 * @param operation   what the request is about, in the simulated system's word: the connector of AFAS, the kind of
 *                    request of Twinfield
 * @param path        found anywhere in path and query
 * @param body        found anywhere in the body
 * @param from        the first matching request that can meet it, counted from 1
 * @param times       how many matching requests meet it at most
 * @param probability chance for each of them, 0 to 1
 * @param lasting     once it happened, every matching request meets it for so long; zero for none
 */
public record FaultRule(String name, Fault fault, @Nullable String method, @Nullable String operation,
        @Nullable Pattern path, @Nullable Pattern body, int from, int times, double probability, Duration lasting) {

    public FaultRule {
        if (from < 1 || times < 0 || probability < 0 || probability > 1) {
            throw new IllegalArgumentException("Rule " + name + " can never apply");
        }
        if (body != null && fault instanceof Fault.ResetBeforeBody) {
            throw new IllegalArgumentException("Rule " + name + " looks at a body that its fault never reads");
        }
    }

    /** Every request, always; narrowed by the methods below. */
    public static FaultRule of(String name, Fault fault) {
        return new FaultRule(name, fault, null, null, null, null, 1, Integer.MAX_VALUE, 1, Duration.ZERO);
    }

    public FaultRule method(String only) {
        return new FaultRule(name, fault, only, operation, path, body, from, times, probability, lasting);
    }

    public FaultRule operation(String only) {
        return new FaultRule(name, fault, method, only, path, body, from, times, probability, lasting);
    }

    public FaultRule path(String regex) {
        return new FaultRule(name, fault, method, operation, Pattern.compile(regex), body, from, times, probability,
                lasting);
    }

    public FaultRule body(String regex) {
        return new FaultRule(name, fault, method, operation, path, Pattern.compile(regex), from, times, probability,
                lasting);
    }

    /** Only the n-th matching request. */
    public FaultRule nth(int n) {
        return new FaultRule(name, fault, method, operation, path, body, n, 1, probability, lasting);
    }

    /** At most so many matching requests. */
    public FaultRule times(int most) {
        return new FaultRule(name, fault, method, operation, path, body, from, most, probability, lasting);
    }

    public FaultRule from(int first) {
        return new FaultRule(name, fault, method, operation, path, body, first, times, probability, lasting);
    }

    public FaultRule probability(double chance) {
        return new FaultRule(name, fault, method, operation, path, body, from, times, chance, lasting);
    }

    public FaultRule lasting(Duration period) {
        return new FaultRule(name, fault, method, operation, path, body, from, times, probability, period);
    }

    boolean matches(SimulatedRequest request) {
        return (method == null || method.equalsIgnoreCase(request.method()))
                && (operation == null || operation.equals(request.operation()))
                && (path == null || path.matcher(request.uri()).find())
                && (body == null || body.matcher(request.body()).find());
    }
}
