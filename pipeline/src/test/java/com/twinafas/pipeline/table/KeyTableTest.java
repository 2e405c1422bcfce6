package com.twinafas.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.pipeline.memory.HeapUse;

class KeyTableTest {

    private static final int COLUMNS = 2;
    private static final int RECORDS = 100_000;
    private static final List<String> BEGINNINGS = List.of("NL01/sales-invoice/FACTUUR/", "NL02/sales-invoice/FACTUUR/",
            "NL01/customer/", "", "/", "//", "no slash ", "€/é/ü");

    private final KeyTable table = new KeyTable(COLUMNS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithAMapWhateverIsDone(long seed) {
        // Given
        Random random = new Random(seed);
        Map<String, List<Long>> expected = new HashMap<>();

        for (int step = 0; step < 60_000; step++) {
            // When
            String key = BEGINNINGS.get(random.nextInt(BEGINNINGS.size())) + random.nextInt(4000);
            // Fills up, then empties, again and again.
            if (random.nextInt(10) < (step / 10_000 % 2 == 0 ? 7 : 3)) {
                List<Long> values = List.of(random.nextLong(), random.nextLong());
                int row = table.add(key);
                table.set(row, 0, values.get(0));
                table.set(row, 1, values.get(1));
                expected.put(key, values);
            } else {
                assertThat(table.remove(key)).isEqualTo(expected.remove(key) != null);
            }

            // Then
            assertThat(table.size()).isEqualTo(expected.size());
            if (step % 5000 == 0) {
                assertThat(content()).isEqualTo(expected);
            }
        }
        assertThat(content()).isEqualTo(expected);
        List.copyOf(expected.keySet()).forEach(table::remove);
        assertThat(content()).isEmpty();
        assertThat(table.add("NL01/customer/1000")).isZero();
    }

    @Test
    void tellsKeysOfOneHashApart() {
        // Given texts of which every one has the same hash
        List<String> alike = IntStream.range(0, 1 << 10).mapToObj(bits -> "NL01/article/" + IntStream.range(0, 10)
                .mapToObj(bit -> (bits >> bit & 1) == 0 ? "Aa" : "BB").collect(Collectors.joining())).toList();

        // When
        alike.forEach(key -> table.set(table.add(key), 0, key.hashCode()));
        alike.stream().filter(key -> key.endsWith("Aa")).forEach(table::remove);

        // Then
        assertThat(alike).allSatisfy(key -> assertThat(table.contains(key)).isEqualTo(key.endsWith("BB")));
    }

    @Test
    void beginsEveryRowWithZerosAlsoOneThatIsUsedAgain() {
        // Given
        table.add("NL01/customer/1000");
        table.set(table.add("NL01/customer/1001"), 1, 7);

        // When
        table.remove("NL01/customer/1001");

        // Then
        assertThat(table.get(table.add("NL01/customer/1002"), 1)).isZero();
    }

    @Test
    void findsTheKeysOfAnOfficeAndKind() {
        // Given
        for (String key : List.of("NL01/customer/1000", "NL01/customer/1001", "NL011/customer/1000",
                "NL01/sales-invoice/FACTUUR/1", "other")) {
            table.add(key);
        }

        // When
        List<String> found = table.rows("NL01/customer/").mapToObj(table::key).toList();

        // Then
        assertThat(found).containsExactly("NL01/customer/1000", "NL01/customer/1001");
        assertThat(table.rows("NL02/customer/")).isEmpty();
    }

    @Test
    void keepsKeysOfAnyLengthAndAnyNumberOfBeginnings() {
        // Given
        String longest = "NL01/customer/" + "x".repeat(200_000);
        String middling = "NL01/customer/" + "y".repeat(255);
        int offices = 70_000;

        // When
        table.add(longest);
        table.add(middling);
        IntStream.range(0, offices).forEach(office -> table.add(office + "/customer/1"));

        // Then
        assertThat(table.size()).isEqualTo(offices + 2);
        assertThat(table.key(table.row(longest))).isEqualTo(longest);
        assertThat(table.key(table.row(middling))).isEqualTo(middling);
        assertThat(table.rows("69999/customer/").mapToObj(table::key)).containsExactly("69999/customer/1");
        assertThat(table.contains("70000/customer/1")).isFalse();
    }

    @Test
    void takesLittleMoreThanItsColumns() {
        // When
        double bytes = HeapUse.bytesEach(RECORDS, () -> {
            KeyTable filled = new KeyTable(4);
            IntStream.range(0, RECORDS).forEach(i -> filled.add("NL01/sales-invoice/FACTUUR/" + (1_000_000 + i)));
            return filled;
        });

        // Then
        assertThat(bytes).isBetween(60.0, 80.0);
    }

    @Test
    void givesBackWhatItNoLongerNeeds() {
        // When keys come and go, of which only few are there at once
        double bytes = HeapUse.bytesEach(RECORDS, () -> {
            KeyTable passed = new KeyTable(COLUMNS);
            IntStream.range(0, 10 * RECORDS).forEach(i -> {
                passed.add("NL01/sales-invoice/FACTUUR/" + i);
                if (i >= 100) {
                    passed.remove("NL01/sales-invoice/FACTUUR/" + (i - 100));
                }
            });
            return passed;
        });

        // Then
        assertThat(bytes).isLessThan(5);
    }

    private Map<String, List<Long>> content() {
        return table.rows().boxed()
                .collect(Collectors.toMap(table::key, row -> List.of(table.get(row, 0), table.get(row, 1))));
    }
}
