package com.twinafas.mapper.function;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The functions a mapping can call. */
public final class MappingFunctions {

    /** How long one call may take. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(1);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Map<String, CallableFunction> functions = new TreeMap<>();

    /** @throws IllegalStateException when a name is none or stands there twice */
    public MappingFunctions(Iterable<MappingFunction> functions) {
        for (MappingFunction function : functions) {
            String name = function.name();
            if (!NAME.matcher(name).matches()) {
                throw new IllegalStateException("Function " + function.getClass().getName() + " has the name '" + name
                        + "', which is none: small letters, digits and hyphens");
            }
            if (this.functions.put(name, new CallableFunction(function, TIME_LIMIT)) != null) {
                throw new IllegalStateException("There are two functions '" + name + "'");
            }
        }
    }

    /** Those on the class path. */
    public static MappingFunctions installed() {
        return new MappingFunctions(ServiceLoader.load(MappingFunction.class));
    }

    public Optional<CallableFunction> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    public SortedSet<String> names() {
        return new TreeSet<>(functions.keySet());
    }
}
