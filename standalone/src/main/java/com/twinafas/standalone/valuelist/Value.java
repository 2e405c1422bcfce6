package com.twinafas.standalone.valuelist;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a setting can name.
 *
 * @param percentage of a VAT code, as it is today; null for everything else
 */
public record Value(String code, String name, @Nullable BigDecimal percentage) {

    static Value of(String code, @Nullable String name) {
        return new Value(code, name == null ? "" : name, null);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? code : code + " (" + name + ")";
    }
}
