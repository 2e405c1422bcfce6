package com.twinafas.mapper.vat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.settings.MappingSettings.VatRow;

class VatTableTest {

    /** From the least to the most exact, so that the order of the rows alone decides nothing. */
    private static final VatTable TABLE = new VatTable(List.of(row(null, null, "1", "3", "0"),
            row(null, "US", "4", null, "9"), row("VH", null, "1", "1", "1"), row("VH", "DE", "5", "DE", null),
            row("ICP", null, "3", "3", "8")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # code and country  | duty | rate group | VAT code
            VH                  | DE   | 5 | DE | 1
            VH                  | NL   | 1 | 1  | 1
            VH                  | US   | 1 | 1  | 1
            ICP                 | US   | 3 | 3  | 8
            VMG                 | US   | 4 | 3  | 9
            VMG                 | NL   | 1 | 3  | 0
            """)
    void takesTheMostExactRowThatHasTheValue(String code, String country, String duty, String group, String vatCode) {
        assertThat(TABLE.duty(code, country)).isEqualTo(duty);
        assertThat(TABLE.rateGroup(code, country)).isEqualTo(group);
        assertThat(TABLE.vatCode(code, country)).isEqualTo(vatCode);
    }

    @ParameterizedTest
    @CsvSource({"US,4", "DE,5", "NL,1"})
    void givesCustomersWithoutCodeTheDutyOfTheirCountry(String country, String duty) {
        assertThat(TABLE.duty(null, country)).isEqualTo(duty);
    }

    @Test
    void prefersTheDefaultOfACountryToARowOfOneOfItsCodes() {
        VatTable table = new VatTable(List.of(row("OSSDE", "DE", "5", "DE", "20"), row(null, "DE", "3", null, null)));

        assertThat(table.duty(null, "DE")).isEqualTo("3");
        assertThat(table.duty("OSSDE", "DE")).isEqualTo("5");
    }

    @Test
    void namesACodeAndCountryWithoutRow() {
        VatTable table = new VatTable(List.of(row("VH", "NL", "1", "1", "1")));

        assertThat(cause(() -> table.rateGroup("VH", "DE"))).isEqualTo("VAT_CODE_UNMAPPED{country=DE, vatcode=VH}");
        assertThat(cause(() -> table.vatCode("VL", "NL"))).isEqualTo("VAT_CODE_UNMAPPED{country=NL, vatcode=VL}");
    }

    @Test
    void doesNotTakeADutyOfDebtorsForAnAnswerAboutCodes() {
        VatTable table = new VatTable(List.of(row(null, null, "1", null, null)));

        assertThat(table.duty(null, "NL")).isEqualTo("1");
        assertThat(cause(() -> table.rateGroup("VH", "NL"))).isEqualTo("VAT_CODE_UNMAPPED{country=NL, vatcode=VH}");
    }

    @Test
    void leavesAllToAfasWhereThereIsNoTable() {
        VatTable none = new VatTable(List.of());

        assertThat(none.duty("VH", "NL")).isNull();
        assertThat(none.rateGroup("VH", "NL")).isNull();
        assertThatThrownBy(() -> none.vatCode("VH", "NL")).isInstanceOf(Unmappable.class);
    }

    @Test
    void comparesTheRateOfTheDayWithRealVatCode() {
        // Given
        VatTable table = new VatTable(List.of(new VatRow("VH", null, "1", "1", "1", null, new BigDecimal("21"))));
        var code = Given.sample("vat/vatcode-vh-two-rates.xml");

        // Then
        table.requireRate("VH", "NL", LocalDate.of(2012, 10, 1), code);
        assertThat(cause(() -> table.requireRate("VH", "NL", LocalDate.of(2012, 9, 30), code))).isEqualTo(
                "VAT_RATE_DIFFERS{country=NL, date=2012-09-30, expected=21, rate=19, vatcode=VH}");
        assertThat(cause(() -> table.requireRate("VH", "NL", LocalDate.of(1999, 12, 31), code)))
                .isEqualTo("VAT_RATE_UNKNOWN{date=1999-12-31, vatcode=VH}");
        assertThat(cause(() -> table.requireRate("VH", "NL", LocalDate.of(2026, 1, 1), null)))
                .isEqualTo("VAT_RATE_UNKNOWN{date=2026-01-01, vatcode=VH}");
        table.requireRate("VL", "NL", LocalDate.of(2026, 1, 1), null);
    }

    private static String cause(Runnable asking) {
        return catchThrowableOfType(Unmappable.class, asking::run).why().key();
    }

    private static VatRow row(@Nullable String code, @Nullable String country, @Nullable String duty,
            @Nullable String group, @Nullable String vatCode) {
        return new VatRow(code, country, duty, group, vatCode, null, null);
    }
}
