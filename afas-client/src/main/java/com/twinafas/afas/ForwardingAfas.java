package com.twinafas.afas;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Passes every call on; for those that do something else with a few. */
public abstract class ForwardingAfas implements Afas {

    private final Afas afas;

    protected ForwardingAfas(Afas afas) {
        this.afas = afas;
    }

    @Override
    public List<AfasRow> read(GetQuery query) {
        return afas.read(query);
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        return afas.write(request, wanted);
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
