package com.twinafas.mapper.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.value.Conversions;
import com.twinafas.mapper.value.Unsuitable;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/**
 * A user's function behind a time limit. It runs on a thread of its own, since Java cannot end one that does not want
 * to; a function that did not come back in time is not called again until it has.
 */
public final class CallableFunction {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("mapping-function-", 0).factory());

    private final MappingFunction function;
    private final Duration limit;
    /** Whether the call that was given up has ended; null when none was. */
    private volatile @Nullable AtomicBoolean late;

    CallableFunction(MappingFunction function, Duration limit) {
        this.function = function;
        this.limit = limit;
    }

    public String name() {
        return function.name();
    }

    public List<ValueType> arguments() {
        return List.copyOf(function.arguments());
    }

    public ValueType result() {
        return function.result();
    }

    /**
     * What it gives for arguments of any type.
     *
     * @throws Unsuitable when an argument cannot be read as its type, or the function fails, takes too long or gives
     *                    something else than it says
     */
    public @Nullable FieldValue call(List<@Nullable FieldValue> given) {
        List<ValueType> types = function.arguments();
        List<@Nullable FieldValue> arguments = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            FieldValue value = given.get(i);
            arguments.add(value == null ? null : Conversions.to(types.get(i), value));
        }
        FieldValue result = inTime(arguments);
        if (result != null && ValueType.of(result) != function.result()) {
            throw failed(ValueType.of(result).label());
        }
        return result;
    }

    private @Nullable FieldValue inTime(List<@Nullable FieldValue> arguments) {
        AtomicBoolean before = late;
        if (before != null && !before.get()) {
            throw failed("call before that has not ended");
        }
        AtomicBoolean ended = new AtomicBoolean();
        Future<@Nullable FieldValue> running = THREADS.submit(() -> {
            try {
                return function.apply(arguments);
            } finally {
                ended.set(true);
            }
        });
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            late = ended;
            running.cancel(true);
            throw failed("call longer than " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failed(String.valueOf(e.getCause() == null ? null : e.getCause().getClass().getSimpleName()));
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a function ran", e);
        }
    }

    private Unsuitable failed(String found) {
        return new Unsuitable(function.result().label() + " from function " + function.name(), found);
    }
}
