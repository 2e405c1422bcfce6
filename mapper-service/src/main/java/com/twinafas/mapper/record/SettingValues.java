package com.twinafas.mapper.record;

import java.util.HashMap;
import java.util.Map;

import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.OfficeSettings;

/** The settings a mapping can name. */
public final class SettingValues {

    private SettingValues() {
    }

    public static Map<String, String> of(MappingSettings mapping, OfficeSettings office) {
        Map<String, String> values = new HashMap<>(Map.of("administration", office.administration(),
                "control-account", mapping.controlAccount(), "delivery-method", mapping.deliveryMethod(), "unit",
                mapping.unit(), "item-group", mapping.itemGroup(), "payment-condition", mapping.paymentCondition()));
        if (office.defaultDebtor() != null) {
            values.put("default-debtor", office.defaultDebtor());
        }
        return values;
    }
}
