package com.twinafas.mapper.entry;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.settings.MappingSettings.RevenueRow;
import com.twinafas.pipeline.settings.MappingSettings.UnmappedLedger;
import com.twinafas.schemas.failure.FailureCode;

/**
 * The tenant's ledger table: Twinfield ledger, country and VAT code to the account in AFAS. The most exact row wins: VAT
 * code and country, VAT code, country, the ledger alone.
 */
final class LedgerTable {

    private static final Comparator<RevenueRow> MOST_EXACT = Comparator.<RevenueRow, Boolean>comparing(
            row -> row.vatCode() == null).thenComparing(row -> row.country() == null);

    private final List<RevenueRow> rows;
    private final UnmappedLedger unmapped;

    LedgerTable(List<RevenueRow> rows, UnmappedLedger unmapped) {
        this.rows = rows.stream().sorted(MOST_EXACT).toList();
        this.unmapped = unmapped;
    }

    /**
     * The account in AFAS.
     *
     * @throws Unmappable when no row matches and the settings refuse such a ledger; else it keeps its code
     */
    String account(String ledger, String country, @Nullable String vatCode) {
        return rows.stream().filter(row -> row.ledger().equals(ledger))
                .filter(row -> row.country() == null || row.country().equals(country))
                .filter(row -> row.vatCode() == null || row.vatCode().equals(vatCode)).findFirst()
                .map(RevenueRow::account).orElseGet(() -> withoutRow(ledger));
    }

    private String withoutRow(String ledger) {
        return switch (unmapped) {
            case KEEP -> ledger;
            case REFUSE -> throw Unmappable.of(FailureCode.LEDGER_UNMAPPED, "ledger", ledger);
        };
    }
}
