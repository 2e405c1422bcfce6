package com.twinafas.writer.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.line.Line;

/**
 * Which ledger accounts must be allocated, and on which axes (afas-api §2.1: {@code DimAx} is {@code B}). All are read
 * in one call and known for an hour; what would be refused is read anew first, as somebody may have changed it. Without
 * the connector nothing is known, and AFAS itself refuses.
 */
public final class ObligatoryAxes {

    private static final Logger log = LoggerFactory.getLogger(ObligatoryAxes.class);
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int AXES = 5;
    private static final String OBLIGATORY = "B";
    private static final FieldValue LEDGER = FieldValue.of("1");

    private final Line line;
    private final String connector;
    private final InstantSource clock;
    private @Nullable Known known;

    /** @param connector of accounts: Account, DimAx1 to DimAx5; empty where there is none */
    public ObligatoryAxes(Line line, String connector, InstantSource clock) {
        this.line = line;
        this.connector = connector;
        this.clock = clock;
    }

    private record Known(Instant at, Map<String, Set<Integer>> byAccount) {
    }

    /**
     * Looks at the lines on ledger accounts.
     *
     * @throws Refusal when one has no code on an axis on which its account must have one
     */
    void require(List<AfasElement> lines) {
        if (connector.isEmpty() || missing(lines, known(KNOWN_FOR)) == null) {
            return;
        }
        Cause missing = missing(lines, known(FRESH));
        if (missing != null) {
            throw new Refusal(missing);
        }
    }

    private static @Nullable Cause missing(List<AfasElement> lines, Known known) {
        for (AfasElement one : lines) {
            if (LEDGER.equals(one.field("VaAs")) && one.field("AcNr") instanceof FieldValue.Text(String account)) {
                for (int axis : known.byAccount().getOrDefault(account, new TreeSet<>())) {
                    if (one.object("FiDimEntries").stream().allMatch(part -> part.field("DiC" + axis) == null)) {
                        return Cause.of(FailureCode.ALLOCATION_MISSING,
                                Map.of("account", account, "axis", String.valueOf(axis)));
                    }
                }
            }
        }
        return null;
    }

    private synchronized Known known(Duration age) {
        Known before = known;
        if (before != null && clock.instant().isBefore(before.at().plus(age))) {
            return before;
        }
        Known now = new Known(clock.instant(), read());
        known = now;
        return now;
    }

    private Map<String, Set<Integer>> read() {
        Map<String, Set<Integer>> byAccount = new HashMap<>();
        try {
            for (AfasRow row : line.read(new GetQuery(connector, IntStream.rangeClosed(1, AXES)
                    .mapToObj(axis -> List.of(new GetQuery.Condition("DimAx" + axis, GetQuery.Operator.EQUALS,
                            OBLIGATORY)))
                    .toList(), List.of("Account"), 0))) {
                Set<Integer> axes = byAccount.computeIfAbsent(row.required("Account"), any -> new TreeSet<>());
                IntStream.rangeClosed(1, AXES).filter(axis -> OBLIGATORY.equals(row.text("DimAx" + axis)))
                        .forEach(axes::add);
            }
        } catch (AfasFailure.ContractBroken e) {
            log.warn("AFAS does not offer {}: missing allocations are found by AFAS itself", connector);
            return Map.of();
        }
        return byAccount;
    }
}
