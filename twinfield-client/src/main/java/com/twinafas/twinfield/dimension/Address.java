package com.twinafas.twinfield.dimension;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;

/**
 * An address of a customer.
 *
 * @param id             sequence; invoices refer to it
 * @param type           invoice, postal or contact
 * @param ictCountryCode country for intra-community reports
 * @param fields         the six free ones in order, null where empty; {@link AddressLabels} says what they mean
 */
public record Address(@Nullable String id, @Nullable String type, boolean isDefault, @Nullable String name,
        @Nullable Coded country, @Nullable Coded ictCountryCode, @Nullable String city, @Nullable String postcode,
        @Nullable String telephone, @Nullable String telefax, @Nullable String email, @Nullable String contact,
        List<@Nullable String> fields) {

    private static final int FIELDS = 6;

    static Address of(Fields address) {
        List<@Nullable String> fields = new ArrayList<>();
        for (int i = 1; i <= FIELDS; i++) {
            fields.add(address.text("field" + i));
        }
        return new Address(address.attribute("id"), address.attribute("type"),
                Boolean.TRUE.equals(address.flagAttribute("default")), address.text("name"), address.coded("country"),
                address.coded("ictcountrycode"), address.text("city"), address.text("postcode"),
                address.text("telephone"), address.text("telefax"), address.text("email"), address.text("contact"),
                java.util.Collections.unmodifiableList(fields));
    }
}
