package com.twinafas.schemas.update;

import java.util.List;

/**
 * A customer on whose account an entry books.
 *
 * @param lines its lines, by their place among the entry's {@code FiEntries}; the first is 0
 */
public record EntryDebtor(DebtorBlock debtor, List<Integer> lines) {

    public EntryDebtor {
        lines = List.copyOf(lines);
    }
}
