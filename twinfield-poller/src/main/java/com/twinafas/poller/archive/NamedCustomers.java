package com.twinafas.poller.archive;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.xml.XmlElement;

/** The customers on whose accounts the lines of a transaction book (twinfield-api §4.5). */
public final class NamedCustomers {

    private static final String CUSTOMER = "DEB";

    private NamedCustomers() {
    }

    /** @param key of the transaction */
    public static Set<RecordKey> of(RecordKey key, XmlElement transaction) {
        XmlElement lines = transaction.child("lines");
        return lines == null
                ? Set.of()
                : lines.children("line").stream().map(line -> line.child("dim2")).filter(NamedCustomers::isCustomer)
                        .map(XmlElement::text).map(code -> new RecordKey(key.office(), RecordKind.CUSTOMER, code))
                        .collect(Collectors.toSet());
    }

    /** In answers to reads the attribute is called {@code dimensiontype}, in answers to writes {@code type}. */
    private static boolean isCustomer(@Nullable XmlElement dimension) {
        return dimension != null && !dimension.text().isEmpty()
                && (CUSTOMER.equals(dimension.attribute("dimensiontype"))
                        || CUSTOMER.equals(dimension.attribute("type")));
    }
}
