package com.twinafas.afas.freefield;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldLabel;
import com.twinafas.schemas.update.FieldValue;

/** Puts the ids of an environment's free fields where a request names them by label (afas-api §5). */
public final class FreeFields {

    /** A label that is not known is looked for again, but no more often than this. */
    private static final Duration ANEW = Duration.ofMinutes(1);

    private final Function<String, ConnectorFields> updateConnector;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param updateConnector the fields of an UpdateConnector, from AFAS */
    public FreeFields(Function<String, ConnectorFields> updateConnector, InstantSource clock) {
        this.updateConnector = updateConnector;
        this.clock = clock;
    }

    /**
     * The request with every label replaced; itself when it has none, and then AFAS is not asked.
     *
     * @throws AfasFailure.ContractBroken when no free field of the object, or more than one, has the label
     */
    public AfasRequest resolved(AfasRequest request) {
        if (!hasLabel(request.element())) {
            return request;
        }
        String connector = request.connector();
        Known last = known.get(connector);
        try {
            return resolved(request, last == null ? ask(connector) : last.fields());
        } catch (AfasFailure.ContractBroken e) {
            if (last == null || clock.instant().isBefore(last.at().plus(ANEW))) {
                throw e;
            }
            return resolved(request, ask(connector));
        }
    }

    private ConnectorFields ask(String connector) {
        ConnectorFields fields = updateConnector.apply(connector);
        known.put(connector, new Known(fields, clock.instant()));
        return fields;
    }

    private static AfasRequest resolved(AfasRequest request, ConnectorFields fields) {
        return new AfasRequest(request.method(), request.connector(), request.root(),
                resolved(request.element(), fields, request.connector()));
    }

    /** @param fields of the object; null when AFAS has no such object, which it will say itself */
    private static AfasElement resolved(AfasElement element, @Nullable ConnectorFields fields, String place) {
        SequencedMap<String, FieldValue> named = new LinkedHashMap<>();
        element.fields().forEach((name, value) -> named.put(
                FieldLabel.of(name).map(label -> id(label, fields, place)).orElse(name), value));
        SequencedMap<String, List<AfasElement>> objects = new LinkedHashMap<>();
        element.objects().forEach((name, nested) -> objects.put(name, nested.stream().map(
                one -> resolved(one, fields == null ? null : fields.objects().get(name), place + "/" + name))
                .toList()));
        return new AfasElement(named, objects);
    }

    private static String id(FieldLabel label, @Nullable ConnectorFields fields, String place) {
        List<String> ids = fields == null
                ? List.of()
                : fields.fields().values().stream().filter(field -> label.names(field.id(), field.label()))
                        .map(ConnectorFields.Field::id).toList();
        if (ids.size() != 1) {
            throw new AfasFailure.ContractBroken(place + "/" + label,
                    place + " has " + ids.size() + " free fields with " + label);
        }
        return ids.getFirst();
    }

    private static boolean hasLabel(AfasElement element) {
        return element.fields().keySet().stream().anyMatch(name -> FieldLabel.of(name).isPresent())
                || element.objects().values().stream().flatMap(List::stream).anyMatch(FreeFields::hasLabel);
    }

    private record Known(ConnectorFields fields, Instant at) {
    }
}
