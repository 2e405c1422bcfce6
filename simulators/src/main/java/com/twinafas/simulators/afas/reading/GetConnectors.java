package com.twinafas.simulators.afas.reading;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** The GetConnectors that the app connector grants. */
public final class GetConnectors {

    private final Map<String, GetConnector<?>> granted = new LinkedHashMap<>();

    /**
     * @param copies   own names of copies: the standard connector each is a copy of
     * @param withheld names that are not granted
     */
    public GetConnectors(AfasSetup setup, Map<String, String> copies, Set<String> withheld) {
        Stream.of(new RelationConnectors(setup).all(), SalesConnectors.all(), new FinanceConnectors(setup).all())
                .flatMap(Collection::stream).forEach(connector -> granted.put(connector.id(), connector));
        copies.forEach((name, standard) -> granted.put(name, find(standard).copiedAs(name)));
        granted.keySet().removeAll(withheld);
    }

    /** @throws Refused when it is not granted or does not exist: AFAS makes no difference */
    public GetConnector<?> find(String id) {
        GetConnector<?> connector = granted.get(id);
        if (connector == null) {
            throw new Refused(Text.GET_NOT_GRANTED);
        }
        return connector;
    }

    public Collection<GetConnector<?>> all() {
        return granted.values();
    }
}
