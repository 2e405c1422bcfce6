package com.twinafas.mapper.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.MappingSettings.RevenueRow;

/** The tenant's ledger table: Twinfield ledger, country and VAT code to the account in AFAS. */
final class LedgerTable {

    private final List<RevenueRow> rows;

    LedgerTable(List<RevenueRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The account of the first row that matches; without a row the ledger keeps its code. */
    String account(String ledger, String country, @Nullable String vatCode) {
        return rows.stream().filter(row -> row.ledger().equals(ledger))
                .filter(row -> row.country() == null || row.country().equals(country))
                .filter(row -> row.vatCode() == null || row.vatCode().equals(vatCode)).findFirst()
                .map(RevenueRow::account).orElse(ledger);
    }
}
