package com.twinafas.afas.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;

/** Times every attempt as {@code twinafas.afas.calls} by connector and outcome, and tells whoever watches. */
final class MeteredAfas implements Afas {

    private static final String GET = "GET";
    private static final String METAINFO = "metainfo";

    private final Afas afas;
    private final MeterRegistry meters;
    private final Function<String, Consumer<String>> watch;

    MeteredAfas(Afas afas, MeterRegistry meters, Function<String, Consumer<String>> watch) {
        this.afas = afas;
        this.meters = meters;
        this.watch = watch;
    }

    private <T> T timed(String method, String connector, Supplier<T> call) {
        Consumer<String> watched = watch.apply(method + " " + connector);
        Timer.Sample sample = Timer.start(meters);
        String outcome = "error";
        try {
            T result = call.get();
            outcome = AfasCaller.OK;
            return result;
        } catch (AfasFailure failure) {
            outcome = outcome(failure);
            throw failure;
        } finally {
            sample.stop(Timer.builder("twinafas.afas.calls").description("Calls to AFAS by connector and outcome")
                    .tag("connector", connector).tag("outcome", outcome).register(meters));
            watched.accept(outcome);
        }
    }

    private static String outcome(AfasFailure failure) {
        return switch (failure) {
            case AfasFailure.Refused refused -> "refused";
            case AfasFailure.Locked locked -> "locked";
            case AfasFailure.Unavailable unavailable -> "unavailable";
            case AfasFailure.TooLate late -> "too-late";
            case AfasFailure.Unauthorized unauthorized -> "unauthorized";
            case AfasFailure.Throttled throttled -> "throttled";
            case AfasFailure.InDoubt inDoubt -> "in-doubt";
            case AfasFailure.ContractBroken broken -> "contract-broken";
        };
    }

    @Override
    public List<AfasRow> read(GetQuery query) {
        return timed(GET, query.connector(), () -> afas.read(query));
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        return timed(request.method().name(), request.connector(), () -> afas.write(request, wanted));
    }

    @Override
    public Metainfo metainfo() {
        return timed(GET, METAINFO, afas::metainfo);
    }

    @Override
    public ConnectorFields getConnector(String id) {
        return timed(GET, METAINFO, () -> afas.getConnector(id));
    }

    @Override
    public ConnectorFields updateConnector(String id) {
        return timed(GET, METAINFO, () -> afas.updateConnector(id));
    }

    @Override
    public String version() {
        return timed(GET, "ProfitVersion", afas::version);
    }
}
