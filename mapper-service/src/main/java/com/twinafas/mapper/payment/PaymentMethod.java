package com.twinafas.mapper.payment;

import org.jspecify.annotations.Nullable;

/**
 * A payment method as AFAS has it; null is not written.
 *
 * @param code      {@code PaTp}
 * @param collect   {@code AuPa}, {@code Coll}
 * @param condition {@code PaCd} that goes with it, whatever the due days are
 */
public record PaymentMethod(@Nullable String code, @Nullable Boolean collect, @Nullable String condition) {

    /** The settings say nothing about it. */
    static final PaymentMethod NONE = new PaymentMethod(null, null, null);
}
