package com.twinafas.writer.preview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;

/** Reads from AFAS and keeps what was to be written; every number that AFAS would give is {@code ?}. */
final class ReadOnlyAfas implements Afas {

    /** Stands where AFAS gives a number. */
    static final String NOT_YET_KNOWN = "?";

    private final Afas afas;
    private final List<AfasRequest> requests = new ArrayList<>();

    ReadOnlyAfas(Afas afas) {
        this.afas = afas;
    }

    /** What was to be written, in its order. */
    List<AfasRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public List<AfasRow> read(GetQuery query) {
        return afas.read(query);
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        requests.add(request);
        Map<String, String> keys = new LinkedHashMap<>();
        if (request.method() == AfasRequest.Method.POST) {
            List.of("DbId", "BcCo", "OrNu", "EnNo").forEach(key -> keys.put(key, NOT_YET_KNOWN));
        }
        return new AfasAnswer(keys, "");
    }

    @Override
    public Metainfo metainfo() {
        return afas.metainfo();
    }

    @Override
    public ConnectorFields getConnector(String id) {
        return afas.getConnector(id);
    }

    @Override
    public ConnectorFields updateConnector(String id) {
        return afas.updateConnector(id);
    }

    @Override
    public String version() {
        return afas.version();
    }
}
