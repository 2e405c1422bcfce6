package com.twinafas.writer.entry;

import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.EntryUpdate;
import com.twinafas.schemas.update.FieldValue;

/**
 * The request that makes a financial entry (afas-api §3.6). The administration is always said: without it AFAS takes
 * the one its user worked in last. An entry number never is.
 */
public final class EntryRequests {

    private static final String LINES = "FiEntries";
    private static final FieldValue DEBTOR = FieldValue.of("2");

    private EntryRequests() {
    }

    /** @param debtor for the debtor lines without account; null when there are none */
    public static AfasRequest create(EntryUpdate entry, @Nullable String debtor) {
        AfasElement element = entry.entry().without("EnNo").with("UnId", entry.administration()).with("JoCo",
                entry.journal());
        return AfasRequest.post("FiEntries", element.withObject(LINES,
                entry.entry().object(LINES).stream().map(line -> line(line, entry, debtor)).toList()));
    }

    private static AfasElement line(AfasElement line, EntryUpdate entry, @Nullable String debtor) {
        AfasElement complete = line.without("EnNo").with("BpNr", entry.voucher());
        String invoice = entry.invoiceNumber();
        if (invoice != null) {
            complete = complete.with("InId", invoice);
        }
        return debtor != null && DEBTOR.equals(line.field("VaAs")) && line.field("AcNr") == null
                ? complete.with("AcNr", debtor)
                : complete;
    }
}
