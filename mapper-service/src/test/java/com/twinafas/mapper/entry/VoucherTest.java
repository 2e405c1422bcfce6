package com.twinafas.mapper.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.schemas.key.RecordKey;

class VoucherTest {

    @Test
    void isOfficeDayBookAndNumber() {
        assertThat(Voucher.number(RecordKey.parse("NL01/transaction/BNK/202600012"))).isEqualTo("NL01/BNK/202600012");
        assertThat(Voucher.number(RecordKey.parse("OFFICE-OF-16-CHS/transaction/BANK/2026000123")))
                .isEqualTo("OFFICE-OF-16-CHS/BANK/2026000123").hasSize(32);
    }

    @Test
    void keepsTwoLongOnesApartThatEndAlike() {
        String one = Voucher.number(RecordKey.parse("OFFICE-NUMBER-ONE/transaction/VERKOOPBOEK/2026000123"));
        String other = Voucher.number(RecordKey.parse("OFFICE-NUMBER-TWO/transaction/VERKOOPBOEK/2026000123"));

        assertThat(one).hasSize(32).endsWith("VERKOOPBOEK/2026000123").isNotEqualTo(other);
        assertThat(Voucher.number(RecordKey.parse("OFFICE-NUMBER-ONE/transaction/VERKOOPBOEK/2026000123")))
                .isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource({"20130-6000,20130-6000", "YBHM-20180013,YBHM20180013", "123456789012,123456789012",
            "F-2026/000123/A,F2026000123A", "ABCDEFGHIJKLMNOP,EFGHIJKLMNOP", ","})
    void fitsAnInvoiceNumberIntoTwelveCharacters(String number, String fits) {
        assertThat(Voucher.invoiceNumber(number)).isEqualTo(fits);
    }
}
