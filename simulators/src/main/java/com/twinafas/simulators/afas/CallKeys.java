package com.twinafas.simulators.afas;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.afas.reading.Query;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.fault.SimulatedRequest;

/** Reads off a call what it is about. */
final class CallKeys {

    private static final Set<String> KEY_FIELDS = Set.of("OrNu", "RfCs", "DbId", "BcCo", "InId", "BpNr", "ItCd",
            "EmAd");

    private CallKeys() {
    }

    static Set<String> of(SimulatedRequest request) {
        Set<String> keys = new LinkedHashSet<>();
        try {
            if (request.method().equals("GET")) {
                keys.addAll(Query.parse(request.query()).values());
            } else if (request.uri().contains("/connectors/")) {
                collect(JsonMapper.shared().readTree(request.body()), keys);
            }
        } catch (Refused | JacksonException e) {
            // A call that cannot be read is about nothing.
            return Set.of();
        }
        keys.remove("");
        return keys;
    }

    private static void collect(JsonNode node, Set<String> keys) {
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isContainer()) {
                collect(value, keys);
            } else if (KEY_FIELDS.contains(property.getKey().replace("@", ""))) {
                keys.add(value.asString(""));
            }
        });
        node.valueStream().filter(value -> node.isArray()).forEach(value -> collect(value, keys));
    }
}
