package com.twinafas.standalone.valuelist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lists that could be fetched; one that the other system does not give is not there, and nothing is checked by it. */
public final class ValueLists {

    private final Map<ListName, List<Value>> lists = new EnumMap<>(ListName.class);

    /** Adds to a list; of a code that is there already the first stays. */
    void add(ListName name, List<Value> values) {
        Map<String, Value> byCode = new LinkedHashMap<>();
        lists.getOrDefault(name, List.of()).forEach(value -> byCode.put(value.code(), value));
        values.forEach(value -> byCode.putIfAbsent(value.code(), value));
        lists.put(name, List.copyOf(new ArrayList<>(byCode.values())));
    }

    /** The list; empty when it could not be fetched. */
    public Optional<List<Value>> find(ListName name) {
        return Optional.ofNullable(lists.get(name));
    }

    public Map<ListName, List<Value>> all() {
        return Collections.unmodifiableMap(lists);
    }
}
