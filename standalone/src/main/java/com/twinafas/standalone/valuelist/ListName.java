package com.twinafas.standalone.valuelist;

import java.util.Locale;

/** The lists of both systems. */
public enum ListName {
    TWINFIELD_OFFICES,
    TWINFIELD_VAT_CODES,
    TWINFIELD_DAY_BOOKS,
    TWINFIELD_LEDGERS,
    TWINFIELD_COST_CENTRES,
    TWINFIELD_PROJECTS,
    TWINFIELD_PAY_CODES,
    AFAS_ADMINISTRATIONS,
    AFAS_VAT_CODES,
    AFAS_VAT_DUTIES,
    AFAS_RATE_GROUPS,
    AFAS_JOURNALS,
    AFAS_ACCOUNTS,
    AFAS_ITEMS,
    AFAS_UNITS,
    AFAS_AXES,
    AFAS_WAREHOUSES,
    AFAS_PAYMENT_CONDITIONS;

    /** In words, for example {@code AFAS payment conditions}. */
    public String words() {
        String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.startsWith("afas") ? "AFAS" + words.substring(4) : "Twinfield" + words.substring(9);
    }
}
