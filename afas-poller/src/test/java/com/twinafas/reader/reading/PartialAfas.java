package com.twinafas.reader.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ForwardingAfas;
import com.twinafas.afas.GetQuery;

/** An AFAS that keeps rows from us, as it does when a right is lost, and that remembers what was asked. */
final class PartialAfas extends ForwardingAfas {

    private final List<GetQuery> asked = new ArrayList<>();
    private Predicate<AfasRow> hidden = row -> false;

    PartialAfas(Afas afas) {
        super(afas);
    }

    void hide(Predicate<AfasRow> rows) {
        hidden = rows;
    }

    /** How often a connector was asked since the last call. */
    long asked(String connector) {
        long times = asked.stream().filter(query -> query.connector().equals(connector)).count();
        asked.removeIf(query -> query.connector().equals(connector));
        return times;
    }

    @Override
    public List<AfasRow> read(GetQuery query) {
        asked.add(query);
        return super.read(query).stream().filter(hidden.negate()).toList();
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        throw new UnsupportedOperationException("Who reads back writes nothing");
    }
}
