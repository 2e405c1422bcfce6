package com.twinafas.mapper.vat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.settings.MappingSettings.VatRow;
import com.twinafas.schemas.failure.FailureCode;

/**
 * The tenant's VAT table: Twinfield VAT code and country to VAT duty, rate group, VAT code and account in AFAS. The
 * first row that matches and has the value wins. An empty table leaves it all to AFAS.
 */
public final class VatTable {

    private final List<VatRow> rows;

    public VatTable(List<VatRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** {@code VaDu} of a document; null when the table says nothing about it. */
    public @Nullable String duty(@Nullable String code, String country) {
        return code == null ? dutyOf(country) : find(code, country, VatRow::vatDuty);
    }

    /** {@code VaDu} of customers of a country that have no VAT code of their own. */
    private @Nullable String dutyOf(String country) {
        return rows.stream().filter(row -> country.equals(row.country()) && row.vatDuty() != null).findFirst()
                .or(() -> rows.stream().filter(row -> row.country() == null && row.vatDuty() != null).findFirst())
                .map(VatRow::vatDuty).orElse(null);
    }

    /** {@code VaRc} of a line; null when the table is empty or leaves it to AFAS. */
    public @Nullable String rateGroup(String code, String country) {
        return find(code, country, VatRow::rateGroup);
    }

    /**
     * {@code VaId} of an entry's line, which cannot be left to AFAS.
     *
     * @throws Unmappable when the table has none
     */
    public String vatCode(String code, String country) {
        String found = find(code, country, VatRow::vatCode);
        if (found == null) {
            throw unmapped(code, country);
        }
        return found;
    }

    /** The account of an entry's VAT line; null when it keeps Twinfield's. */
    public @Nullable String account(String code, String country) {
        return find(code, country, VatRow::vatAccount);
    }

    private @Nullable String find(String code, String country, Function<VatRow, @Nullable String> value) {
        boolean known = rows.isEmpty();
        for (VatRow row : rows) {
            if (row.code().equals(code) && (row.country() == null || row.country().equals(country))) {
                known = true;
                String found = value.apply(row);
                if (found != null) {
                    return found;
                }
            }
        }
        if (!known) {
            throw unmapped(code, country);
        }
        return null;
    }

    private static Unmappable unmapped(String code, String country) {
        return Unmappable.of(FailureCode.VAT_CODE_UNMAPPED, Map.of("vatcode", code, "country", country));
    }
}
