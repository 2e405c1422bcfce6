package com.twinafas.writer.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.EntryUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.EntryDebtor;

/**
 * The request that makes a financial entry (afas-api §3.6). The administration is always said: without it AFAS takes
 * the one its user worked in last. An entry number never is.
 */
public final class EntryRequests {

    private static final String LINES = "FiEntries";

    private EntryRequests() {
    }

    /** @param debtors number of each customer's debtor, for its lines */
    public static AfasRequest create(EntryUpdate entry, Function<DebtorBlock, String> debtors) {
        AfasElement element = entry.entry().without("EnNo").with("UnId", entry.administration()).with("JoCo",
                entry.journal());
        List<AfasElement> lines = new ArrayList<>(lines(entry).stream()
                .map(line -> line.without("EnNo").with("BpNr", entry.voucher())).toList());
        for (EntryDebtor one : entry.debtors()) {
            String number = debtors.apply(one.debtor());
            one.lines().forEach(line -> lines.set(line, lines.get(line).with("AcNr", number)));
        }
        return AfasRequest.post("FiEntries", element.withObject(LINES, lines));
    }

    /** The lines of an entry. */
    static List<AfasElement> lines(EntryUpdate entry) {
        return entry.entry().object(LINES);
    }
}
