package com.twinafas.mapper.vat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.settings.MappingSettings.VatRow;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * The tenant's VAT table: Twinfield VAT code and country to VAT duty, rate group, VAT code and account in AFAS. The most
 * exact row that matches and has the value wins: code and country, code, the default of a country, the general default.
 * An empty table leaves it all to AFAS. A default that has no more than a duty is about debtors: it makes no code known.
 */
public final class VatTable {

    private static final Comparator<VatRow> MOST_EXACT = Comparator.<VatRow, Boolean>comparing(
            row -> row.code() == null).thenComparing(row -> row.country() == null);

    private final List<VatRow> rows;

    public VatTable(List<VatRow> rows) {
        this.rows = rows.stream().sorted(MOST_EXACT).toList();
    }

    /** {@code VaDu} of a document; null when the table says nothing about it. */
    public @Nullable String duty(@Nullable String code, String country) {
        return code == null ? dutyOf(country) : find(code, country, VatRow::vatDuty);
    }

    /**
     * {@code VaDu} of customers that have no VAT code of their own: the default of their country, else what any row of
     * their country says, else the general default, else what any row for every country says.
     */
    private @Nullable String dutyOf(String country) {
        Predicate<VatRow> isDefault = row -> row.code() == null;
        Predicate<VatRow> ofCountry = row -> country.equals(row.country());
        Predicate<VatRow> ofAny = row -> row.country() == null;
        return Stream.of(isDefault.and(ofCountry), ofCountry, isDefault.and(ofAny), ofAny)
                .flatMap(which -> rows.stream().filter(which).map(VatRow::vatDuty).filter(Objects::nonNull))
                .findFirst().orElse(null);
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

    /** The percentage that Twinfield's must agree with; null when the table does not compare it. */
    public @Nullable BigDecimal percentage(String code, String country) {
        return matching(code, country).map(VatRow::percentage).filter(Objects::nonNull).findFirst().orElse(null);
    }

    /**
     * Compares the percentage that the table has for a code with the one in force.
     *
     * @param reference the reference record of the code; null when there is none
     * @throws Unmappable when they differ, or none is in force
     */
    public void requireRate(String code, String country, LocalDate on, @Nullable XmlElement reference) {
        BigDecimal expected = percentage(code, country);
        if (expected == null) {
            return;
        }
        BigDecimal inForce = reference == null ? null : VatRates.percentage(reference, on);
        if (inForce == null) {
            throw Unmappable.of(FailureCode.VAT_RATE_UNKNOWN, Map.of("vatcode", code, "date", on.toString()));
        }
        if (inForce.compareTo(expected) != 0) {
            throw Unmappable.of(FailureCode.VAT_RATE_DIFFERS, Map.of("vatcode", code, "country", country, "date",
                    on.toString(), "rate", plain(inForce), "expected", plain(expected)));
        }
    }

    private <T> @Nullable T find(String code, String country, Function<VatRow, @Nullable T> value) {
        T found = matching(code, country).map(value).filter(Objects::nonNull).findFirst().orElse(null);
        if (found == null && !rows.isEmpty() && matching(code, country).noneMatch(VatTable::isAboutCodes)) {
            throw unmapped(code, country);
        }
        return found;
    }

    private Stream<VatRow> matching(String code, String country) {
        return rows.stream().filter(row -> row.code() == null || row.code().equals(code))
                .filter(row -> row.country() == null || row.country().equals(country));
    }

    private static boolean isAboutCodes(VatRow row) {
        return row.code() != null || row.rateGroup() != null || row.vatCode() != null;
    }

    private static String plain(BigDecimal percentage) {
        return percentage.stripTrailingZeros().toPlainString();
    }

    private static Unmappable unmapped(String code, String country) {
        return Unmappable.of(FailureCode.VAT_CODE_UNMAPPED, Map.of("vatcode", code, "country", country));
    }
}
