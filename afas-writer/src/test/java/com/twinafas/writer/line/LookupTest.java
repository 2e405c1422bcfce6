package com.twinafas.writer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.schemas.failure.Cause;

class LookupTest {

    private static final LineWatch NOBODY = new LineWatch() {
        @Override
        public void stopped(Cause cause) {
            // Nobody is told.
        }

        @Override
        public void resumed() {
            // Nobody is told.
        }
    };

    private final CountDownLatch firstMayAnswer = new CountDownLatch(1);

    /** Has a row for every value it is asked for, in capitals. */
    private final ScriptedAfas afas = new ScriptedAfas() {
        @Override
        public List<AfasRow> read(GetQuery query) {
            super.read(query);
            try {
                firstMayAnswer.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return query.alternatives().stream().map(List::getFirst)
                    .map(condition -> new AfasRow(
                            Map.of(condition.column(), condition.value().toUpperCase(java.util.Locale.ROOT))))
                    .toList();
        }
    };
    private final Lookup lookup = new Lookup(new Line(afas, 4, Duration.ofMillis(10), NOBODY), "X", "a");

    @Test
    void putsWhatIsAskedMeanwhileIntoOneCall() {
        List<CompletableFuture<List<AfasRow>>> asked = new ArrayList<>();
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        asked.add(CompletableFuture.supplyAsync(() -> lookup.find("c", "first"), executor));
        Awaitility.await().until(() -> afas.reads.size() == 1);
        for (int i = 0; i < 30; i++) {
            String value = "v" + i % 20;
            asked.add(CompletableFuture.supplyAsync(() -> lookup.find("c", value), executor));
        }
        Awaitility.await().until(() -> lookup.size() == 20);

        firstMayAnswer.countDown();

        asked.forEach(answer -> assertThat(answer.join()).hasSize(1));
        assertThat(afas.reads).hasSize(2);
        assertThat(afas.reads.getLast().alternatives()).hasSize(20);
    }

    @Test
    void keepsEachCallWithinTheLengthOfAnAddress() {
        firstMayAnswer.countDown();
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            terms.add(new Term("CustomerReference", "NL01/sales-invoice/FACTUUR/" + (100000 + i)));
        }

        Map<Term, List<AfasRow>> found = lookup.find(terms);

        assertThat(found).hasSize(100).allSatisfy((term, rows) -> assertThat(rows).hasSize(1));
        assertThat(afas.reads.size()).isBetween(3, 8);
    }

    @Test
    void oneTermThatAfasFailsAtSpoilsNoOther() {
        firstMayAnswer.countDown();
        afas.failing = query -> query.alternatives().stream().flatMap(List::stream)
                .anyMatch(condition -> condition.value().equals("bad"))
                        ? new AfasFailure.Unavailable("unexpected", null, null)
                        : null;
        List<CompletableFuture<List<AfasRow>>> asked = new ArrayList<>();
        for (String value : List.of("first", "bad", "good")) {
            asked.add(CompletableFuture.supplyAsync(() -> lookup.find("c", value),
                    Executors.newVirtualThreadPerTaskExecutor()));
        }

        assertThatThrownBy(asked.get(1)::join).hasCauseInstanceOf(AfasFailure.Refused.class);
        assertThat(asked.getFirst().join()).hasSize(1);
        assertThat(asked.getLast().join()).hasSize(1);
    }

    @Test
    void oneTermThatFailsAsNobodyForesawSpoilsNoOther() {
        // Given both in one call
        afas.failing = query -> {
            if (query.alternatives().stream().flatMap(List::stream)
                    .anyMatch(condition -> condition.value().equals("bad"))) {
                throw new IllegalStateException("unforeseen");
            }
            return null;
        };
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        List<CompletableFuture<List<AfasRow>>> asked = new ArrayList<>();
        asked.add(CompletableFuture.supplyAsync(() -> lookup.find("c", "first"), executor));
        Awaitility.await().until(() -> afas.reads.size() == 1);
        asked.add(CompletableFuture.supplyAsync(() -> lookup.find("c", "bad"), executor));
        asked.add(CompletableFuture.supplyAsync(() -> lookup.find("c", "good"), executor));
        Awaitility.await().until(() -> lookup.size() == 2);

        // When
        firstMayAnswer.countDown();

        // Then
        assertThatThrownBy(asked.get(1)::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(asked.getFirst().join()).hasSize(1);
        assertThat(asked.getLast().join()).hasSize(1);
        assertThat(afas.reads).as("the first, both, then each by itself").hasSize(4);
    }

    @Test
    void tellsEveryoneWhoAskedOfAFailure() {
        firstMayAnswer.countDown();
        afas.readFailures.add(new AfasFailure.ContractBroken("X.c", "no such column"));

        assertThatThrownBy(() -> lookup.find("c", "v")).isInstanceOf(AfasFailure.ContractBroken.class);
        assertThat(lookup.find("c", "v")).hasSize(1);
    }
}
