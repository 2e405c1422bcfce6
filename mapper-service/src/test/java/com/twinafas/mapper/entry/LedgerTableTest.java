package com.twinafas.mapper.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.settings.MappingSettings.RevenueRow;
import com.twinafas.pipeline.settings.MappingSettings.UnmappedLedger;

class LedgerTableTest {

    /** From the least to the most exact, so that the order of the rows alone decides nothing. */
    private static final List<RevenueRow> ROWS = List.of(new RevenueRow("8020", null, null, "8000"),
            new RevenueRow("8020", "DE", null, "8030"), new RevenueRow("8020", null, "ICP", "8040"),
            new RevenueRow("8020", "DE", "ICP", "8050"), new RevenueRow("8020", "DE", "ICP", "9999"));

    private final LedgerTable table = new LedgerTable(ROWS, UnmappedLedger.KEEP);

    @ParameterizedTest
    @CsvSource({"8020,DE,ICP,8050", "8020,FR,ICP,8040", "8020,DE,VH,8030", "8020,FR,VH,8000", "8020,DE,,8030",
            "0135,DE,ICP,0135"})
    void takesTheMostExactRowOrTheLedgersOwnCode(String ledger, String country, String vatCode, String account) {
        assertThat(table.account(ledger, country, vatCode)).isEqualTo(account);
    }

    @Test
    void refusesALedgerWithoutRowWhereTheSettingsSaySo() {
        LedgerTable strict = new LedgerTable(ROWS, UnmappedLedger.REFUSE);

        assertThat(strict.account("8020", "NL", null)).isEqualTo("8000");
        assertThat(catchThrowableOfType(Unmappable.class, () -> strict.account("0135", "NL", null)).why().key())
                .isEqualTo("LEDGER_UNMAPPED{ledger=0135}");
    }
}
