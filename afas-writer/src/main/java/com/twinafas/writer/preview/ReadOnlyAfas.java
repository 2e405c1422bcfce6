package com.twinafas.writer.preview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.ForwardingAfas;

/** Reads from AFAS and keeps what was to be written; every number that AFAS would give is {@code ?}. */
final class ReadOnlyAfas extends ForwardingAfas {

    /** Stands where AFAS gives a number. */
    static final String NOT_YET_KNOWN = "?";

    private final List<AfasRequest> requests = new ArrayList<>();

    ReadOnlyAfas(Afas afas) {
        super(afas);
    }

    /** What was to be written, in its order. */
    List<AfasRequest> requests() {
        return List.copyOf(requests);
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
}
