package com.twinafas.standalone.valuelist;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.Settings;

/**
 * A value that a setting names, and the list it must be on.
 *
 * @param key full key of the setting, for example {@code twinafas.mapping.vat[0].vat-code}
 */
record NamedValue(String key, String value, ListName list) {

    /** Everything the settings name that stands on a list. */
    static List<NamedValue> of(Settings settings) {
        List<NamedValue> named = new ArrayList<>();
        for (int i = 0; i < settings.offices().size(); i++) {
            office(named, "twinafas.offices[" + i + "]", settings.offices().get(i));
        }
        mapping(named, settings.mapping());
        return named;
    }

    private static void office(List<NamedValue> named, String key, OfficeSettings office) {
        add(named, key + ".code", office.code(), ListName.TWINFIELD_OFFICES);
        add(named, key + ".administration", office.administration(), ListName.AFAS_ADMINISTRATIONS);
        office.daybooks().forEach(book -> add(named, key + ".daybooks", book, ListName.TWINFIELD_DAY_BOOKS));
        office.journals().forEach((book, journal) -> {
            add(named, key + ".journals", book, ListName.TWINFIELD_DAY_BOOKS);
            add(named, key + ".journals." + book, journal, ListName.AFAS_JOURNALS);
        });
    }

    private static void mapping(List<NamedValue> named, MappingSettings mapping) {
        String key = "twinafas.mapping.";
        add(named, key + "payment-condition", mapping.paymentCondition(), ListName.AFAS_PAYMENT_CONDITIONS);
        mapping.paymentConditions().forEach((days, condition) -> add(named, key + "payment-conditions." + days,
                condition, ListName.AFAS_PAYMENT_CONDITIONS));
        add(named, key + "control-account", mapping.controlAccount(), ListName.AFAS_ACCOUNTS);
        for (int i = 0; i < mapping.vat().size(); i++) {
            MappingSettings.VatRow row = mapping.vat().get(i);
            String place = key + "vat[" + i + "].";
            add(named, place + "code", row.code(), ListName.TWINFIELD_VAT_CODES);
            add(named, place + "vat-code", row.vatCode(), ListName.AFAS_VAT_CODES);
            add(named, place + "vat-duty", row.vatDuty(), ListName.AFAS_VAT_DUTIES);
            add(named, place + "rate-group", row.rateGroup(), ListName.AFAS_RATE_GROUPS);
            add(named, place + "vat-account", row.vatAccount(), ListName.AFAS_ACCOUNTS);
        }
        for (int i = 0; i < mapping.revenueAccounts().size(); i++) {
            MappingSettings.RevenueRow row = mapping.revenueAccounts().get(i);
            String place = key + "revenue-accounts[" + i + "].";
            add(named, place + "ledger", row.ledger(), ListName.TWINFIELD_LEDGERS);
            add(named, place + "account", row.account(), ListName.AFAS_ACCOUNTS);
        }
    }

    private static void add(List<NamedValue> named, String key, @Nullable String value, ListName list) {
        if (value != null) {
            named.add(new NamedValue(key, value, list));
        }
    }
}
