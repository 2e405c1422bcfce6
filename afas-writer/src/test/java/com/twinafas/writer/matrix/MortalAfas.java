package com.twinafas.writer.matrix;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.scenario.BookLedger;

/**
 * The way to AFAS of a process that ends at a named point of a request, or whose calls go astray for a while because
 * the name is not known or the connection cannot be made.
 */
final class MortalAfas implements Afas {

    /** Where in a request a process ends. */
    enum Point {
        BEFORE_SENDING,
        BEFORE_THE_ANSWER,
        AFTER_THE_ANSWER
    }

    private final Afas afas;
    private final BookLedger ledger;
    private @Nullable Point point;
    private Predicate<AfasRequest> requests = request -> false;
    private int calls;
    private @Nullable Afas elsewhere;
    private int astray;
    private long ended;

    MortalAfas(Afas afas, BookLedger ledger) {
        this.afas = afas;
        this.ledger = ledger;
    }

    /** The process ends at the n-th such request. */
    synchronized void endAt(Point where, Predicate<AfasRequest> which, int nth) {
        point = where;
        requests = which;
        calls = nth;
    }

    /** From the n-th such request on so many calls, of whatever kind, go elsewhere. */
    synchronized void leadAstray(Afas other, Predicate<AfasRequest> which, int nth, int many) {
        elsewhere = other;
        requests = which;
        calls = nth;
        astray = many;
    }

    /** How many requests met their fate. */
    synchronized long ended() {
        return ended;
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        if (ledger.isCrashed()) {
            throw new OwnershipLost();
        }
        return switch (due(request)) {
            case null -> target().write(request, wanted);
            case BEFORE_SENDING -> throw end();
            case BEFORE_THE_ANSWER -> {
                Thread.ofVirtual().start(() -> unheard(request));
                throw end();
            }
            case AFTER_THE_ANSWER -> {
                unheard(request);
                throw end();
            }
        };
    }

    private synchronized @Nullable Point due(AfasRequest request) {
        if (!requests.test(request) || --calls != 0) {
            return null;
        }
        if (elsewhere == null) {
            ended++;
        }
        return point;
    }

    private synchronized Afas target() {
        if (elsewhere == null || calls > 0 || astray == 0) {
            return afas;
        }
        astray--;
        ended++;
        return elsewhere;
    }

    private OwnershipLost end() {
        ledger.crash();
        return new OwnershipLost();
    }

    private void unheard(AfasRequest request) {
        try {
            afas.write(request, () -> true);
        } catch (AfasFailure e) {
            // Whatever AFAS says, there is nobody to hear it.
            return;
        }
    }

    private <T> T alive(Supplier<T> call) {
        if (ledger.isCrashed()) {
            throw new OwnershipLost();
        }
        return call.get();
    }

    @Override
    public List<AfasRow> read(GetQuery query) {
        return alive(() -> target().read(query));
    }

    @Override
    public Metainfo metainfo() {
        return target().metainfo();
    }

    @Override
    public ConnectorFields getConnector(String id) {
        return alive(() -> target().getConnector(id));
    }

    @Override
    public ConnectorFields updateConnector(String id) {
        return alive(() -> target().updateConnector(id));
    }

    /** The probe is the line's own and ends with it. */
    @Override
    public String version() {
        if (ledger.isCrashed()) {
            throw new AfasFailure.Unavailable("The process has ended", null, null);
        }
        return target().version();
    }
}
