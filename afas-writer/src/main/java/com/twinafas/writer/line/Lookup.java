package com.twinafas.writer.line;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.pipeline.tracing.Span;
import com.twinafas.writer.delivery.OwnershipLost;

/**
 * Looks things up in one GetConnector for many updates at once: what is asked while a call is under way goes into the
 * next one, as much as one address can hold (afas-api §2: 2049 characters). AFAS does not like the same GetConnector
 * twice at once anyway.
 */
public final class Lookup {

    /** For the terms; the rest of the address is the connector and the order. */
    private static final int ADDRESS_SPACE = 1600;
    /** Operator and separators of one term, encoded. */
    private static final int TERM_OVERHEAD = 8;

    private final Line line;
    private final String connector;
    private final List<String> orderBy;
    private final Map<Term, CompletableFuture<List<AfasRow>>> waiting = new LinkedHashMap<>();
    private boolean reading;

    /** @param orderBy columns that together are unique */
    public Lookup(Line line, String connector, String... orderBy) {
        this.line = line;
        this.connector = connector;
        this.orderBy = List.of(orderBy);
    }

    /** The rows with this value in this column, as AFAS has them now or later. */
    public List<AfasRow> find(String column, String value) {
        Term term = new Term(column, value);
        return find(List.of(term)).getOrDefault(term, List.of());
    }

    /** The rows for each term, as AFAS has them now or later. */
    public Map<Term, List<AfasRow>> find(Collection<Term> terms) {
        Map<Term, CompletableFuture<List<AfasRow>>> asked = ask(terms);
        Span span = Span.current().call("look up " + connector);
        try {
            return asked.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().join()));
        } catch (CompletionException e) {
            span.failed("failed");
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } finally {
            span.close();
        }
    }

    /** Terms that wait for the next call. */
    synchronized int size() {
        return waiting.size();
    }

    private synchronized Map<Term, CompletableFuture<List<AfasRow>>> ask(Collection<Term> terms) {
        Map<Term, CompletableFuture<List<AfasRow>>> asked = new LinkedHashMap<>();
        terms.forEach(
                term -> asked.put(term, waiting.computeIfAbsent(term, absent -> new CompletableFuture<>())));
        if (!reading && !waiting.isEmpty()) {
            reading = true;
            Thread.ofVirtual().name("lookup-" + connector).start(this::readAll);
        }
        return asked;
    }

    private void readAll() {
        for (Map<Term, CompletableFuture<List<AfasRow>>> batch = next(); !batch.isEmpty(); batch = next()) {
            read(batch);
        }
    }

    private void read(Map<Term, CompletableFuture<List<AfasRow>>> batch) {
        try {
            List<AfasRow> rows = line.read(query(batch.keySet()));
            batch.forEach((term, answer) -> answer.complete(rows.stream().filter(term::matches).toList()));
        } catch (OwnershipLost | AfasFailure.ContractBroken e) {
            batch.values().forEach(answer -> answer.completeExceptionally(e));
        } catch (RuntimeException e) {
            if (batch.size() > 1) {
                // It may be one of them that AFAS cannot answer, or that we cannot read.
                batch.forEach((term, answer) -> read(Map.of(term, answer)));
            } else {
                batch.values().forEach(answer -> answer.completeExceptionally(e));
            }
        }
    }

    private synchronized Map<Term, CompletableFuture<List<AfasRow>>> next() {
        Map<Term, CompletableFuture<List<AfasRow>>> batch = new LinkedHashMap<>();
        int space = ADDRESS_SPACE;
        Iterator<Map.Entry<Term, CompletableFuture<List<AfasRow>>>> entries = waiting.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Term, CompletableFuture<List<AfasRow>>> entry = entries.next();
            space -= length(entry.getKey());
            if (space < 0 && !batch.isEmpty()) {
                break;
            }
            batch.put(entry.getKey(), entry.getValue());
            entries.remove();
        }
        reading = !batch.isEmpty();
        return batch;
    }

    private GetQuery query(Collection<Term> terms) {
        List<List<GetQuery.Condition>> alternatives = new ArrayList<>();
        terms.forEach(term -> alternatives.add(
                List.of(new GetQuery.Condition(term.column(), GetQuery.Operator.EQUALS, term.value()))));
        return new GetQuery(connector, alternatives, orderBy, 0);
    }

    private static int length(Term term) {
        return term.column().length() + URLEncoder.encode(term.value(), StandardCharsets.UTF_8).length()
                + TERM_OVERHEAD;
    }
}
