package com.twinafas.reader.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.memory.HeapUse;
import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.reader.statement.AfasKey;

class StatementIndexTest {

    private static final Instant READ = Instant.parse("2026-03-02T09:00:00.123456789Z");
    private static final LocalDate DATE = LocalDate.parse("2026-03-01");
    private static final int ORDERS = 100_000;

    private final StatementIndex index = new StatementIndex();

    @Test
    void remembersEveryKindOfKeyAndAllThatIsKnown() {
        // Given keys that differ in one part, or in where a slash stands
        List<AfasKey> keys = List.of(new AfasKey.Order("60000001"), new AfasKey.Stock("60000001", null),
                new AfasKey.Stock("60000001", ""), new AfasKey.Stock("60000001", "%"), new AfasKey.Stock("a/b", "c"),
                new AfasKey.Stock("b", "a/c"), new AfasKey.OpenInvoice("1", "a/b", "c"),
                new AfasKey.OpenInvoice("1", "a", "b/c"));

        // When
        keys.forEach(key -> index.remember(key, known(key.hashCode(), true, "NL01/sales-invoice/" + key, DATE)));

        // Then
        assertThat(keys).allSatisfy(key -> assertThat(index.known(key))
                .isEqualTo(known(key.hashCode(), true, "NL01/sales-invoice/" + key, DATE)));
        assertThat(index.size()).isEqualTo(keys.size());
        assertThat(index.present(AfasKey.Stock.class, (key, known) -> true)).containsOnlyKeys(
                keys.stream().filter(AfasKey.Stock.class::isInstance).map(AfasKey.Stock.class::cast).toList());
    }

    @Test
    void tellsWhatIsThereOfAKindAsFarAsItIsInTheScope() {
        // Given
        AfasKey.Order there = new AfasKey.Order("1");
        index.remember(there, known(1, true, null, null));
        index.remember(new AfasKey.Order("2"), known(2, false, null, null));
        index.remember(new AfasKey.Order("3"), known(3, true, null, LocalDate.EPOCH));
        index.remember(new AfasKey.Stock("1", null), known(4, true, null, null));

        // Then
        assertThat(index.present(AfasKey.Order.class, (key, known) -> known.date() == null)).containsOnlyKeys(there);
        assertThat(index.countPresent(AfasKey.Order.class, (key, known) -> true)).isEqualTo(2);
    }

    @Test
    void takesLittleMemoryForEachOrder() {
        // When
        double bytes = HeapUse.bytesEach(ORDERS, () -> {
            StatementIndex filled = new StatementIndex();
            IntStream.range(0, ORDERS).forEach(i -> filled.remember(new AfasKey.Order("6" + (1_000_000 + i)),
                    known(i, true, "NL01/sales-invoice/FACTUUR/" + (1_000_000 + i), DATE)));
            return filled;
        });

        // Then
        assertThat(bytes).isBetween(90.0, 130.0);
    }

    private static Known known(long revision, boolean present, @Nullable String recordKey, @Nullable LocalDate date) {
        return new Known(Fingerprint.of("hash" + revision), revision, present, READ, recordKey, date);
    }
}
