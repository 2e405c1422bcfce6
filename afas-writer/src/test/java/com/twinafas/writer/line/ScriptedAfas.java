package com.twinafas.writer.line;

import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;

/** An AFAS that fails as it is told, and remembers what was read. */
public class ScriptedAfas implements Afas {

    final List<GetQuery> reads = new CopyOnWriteArrayList<>();
    final Deque<AfasFailure> readFailures = new ConcurrentLinkedDeque<>();
    final Deque<AfasFailure> versionFailures = new ConcurrentLinkedDeque<>();
    final AtomicInteger versions = new AtomicInteger();
    volatile Function<GetQuery, @Nullable AfasFailure> failing = query -> null;
    volatile @Nullable AfasFailure metainfoFailure;

    @Override
    public List<AfasRow> read(GetQuery query) {
        reads.add(query);
        if (!readFailures.isEmpty()) {
            throw readFailures.removeFirst();
        }
        AfasFailure failure = failing.apply(query);
        if (failure != null) {
            throw failure;
        }
        return List.of();
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Metainfo metainfo() {
        AfasFailure failure = metainfoFailure;
        if (failure != null) {
            throw failure;
        }
        return new Metainfo(Set.of(), Set.of(), "", null);
    }

    @Override
    public ConnectorFields getConnector(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectorFields updateConnector(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String version() {
        versions.incrementAndGet();
        if (!versionFailures.isEmpty()) {
            throw versionFailures.removeFirst();
        }
        return "1";
    }
}
