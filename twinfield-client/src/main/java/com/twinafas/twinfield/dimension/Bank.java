package com.twinafas.twinfield.dimension;

import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;

/** A bank account of a customer. */
public record Bank(@Nullable String id, boolean isDefault, boolean blocked, @Nullable String destination,
        @Nullable String ascription, @Nullable String accountNumber, @Nullable String addressField2,
        @Nullable String addressField3, @Nullable String bankName, @Nullable String bic, @Nullable String city,
        @Nullable Coded country, @Nullable String iban, @Nullable String nationalBic, @Nullable String postcode,
        @Nullable String state) {

    static Bank of(Fields bank) {
        return new Bank(bank.attribute("id"), Boolean.TRUE.equals(bank.flagAttribute("default")),
                Boolean.TRUE.equals(bank.flagAttribute("blocked")), bank.attribute("destination"),
                bank.text("ascription"), bank.text("accountnumber"), bank.text("address", "field2"),
                bank.text("address", "field3"), bank.text("bankname"), bank.text("biccode"), bank.text("city"),
                bank.coded("country"), bank.text("iban"), bank.text("natbiccode"), bank.text("postcode"),
                bank.text("state"));
    }
}
