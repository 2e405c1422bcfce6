package com.twinafas.twinfield.dimension;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;

/**
 * Credit management of a customer.
 *
 * @param sendReminder true, false or email
 * @param blocked      about projects and expenses, with whether that may be changed
 * @param freeText1    right of use
 * @param freeText2    segment
 */
public record CreditManagement(@Nullable Coded responsibleUser, @Nullable BigDecimal baseCreditLimit,
        @Nullable String sendReminder, @Nullable String reminderEmail, @Nullable Coded blocked,
        @Nullable String freeText1, @Nullable String freeText2, @Nullable String freeText3, @Nullable String comment) {

    static CreditManagement of(Fields fields) {
        return new CreditManagement(fields.coded("responsibleuser"), fields.amount("basecreditlimit"),
                fields.text("sendreminder"), fields.text("reminderemail"), fields.coded("blocked"),
                fields.text("freetext1"), fields.text("freetext2"), fields.text("freetext3"), fields.text("comment"));
    }
}
