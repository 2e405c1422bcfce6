package com.twinafas.poller.scan;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.poller.archive.RecordState;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.xml.CanonicalForm;
import com.twinafas.twinfield.xml.XmlElement;

/** Makes sightings of records as Twinfield gives them. */
final class Sightings {

    static final String CUSTOMER_TYPE = "DEB";

    private Sightings() {
    }

    /** A customer, or a record whose content is about nobody. */
    static Sighting of(RecordKey key, RecordXml record, Instant readAt) {
        return of(key, key.kind() == RecordKind.CUSTOMER ? Set.of(key) : Set.of(), record, readAt);
    }

    static Sighting invoice(RecordKey key, RecordXml record, Instant readAt) {
        String customer = record.element().textAt("header", "customer");
        return of(key, customer == null ? Set.of() : Set.of(customer(key, customer)), record, readAt);
    }

    /** A transaction is about the customers on whose accounts its lines book (twinfield-api §4.5). */
    static Sighting transaction(RecordKey key, RecordXml record, Instant readAt) {
        return of(key, customers(key, record.element()), record, readAt);
    }

    /** The customers that a transaction names. */
    static Set<RecordKey> customers(RecordKey key, XmlElement transaction) {
        XmlElement lines = transaction.child("lines");
        return lines == null
                ? Set.of()
                : lines.children("line").stream().map(line -> line.child("dim2")).filter(Sightings::isCustomer)
                        .map(XmlElement::text).map(code -> customer(key, code)).collect(Collectors.toSet());
    }

    private static Sighting of(RecordKey key, Set<RecordKey> customers, RecordXml record, Instant readAt) {
        return new Sighting(key, customers, state(record.element()), CanonicalForm.hash(record.element()),
                record.text(), readAt);
    }

    /** In answers to reads the attribute is called {@code dimensiontype}, in answers to writes {@code type}. */
    private static boolean isCustomer(@Nullable XmlElement dimension) {
        return dimension != null && !dimension.text().isEmpty()
                && (CUSTOMER_TYPE.equals(dimension.attribute("dimensiontype"))
                        || CUSTOMER_TYPE.equals(dimension.attribute("type")));
    }

    private static RecordKey customer(RecordKey of, String code) {
        return new RecordKey(of.office(), RecordKind.CUSTOMER, code);
    }

    /** What a status says is a state; only complete lists prove a deletion. Articles have it on their header. */
    private static RecordState state(XmlElement record) {
        String own = record.attribute("status");
        XmlElement header = record.child("header");
        String status = own == null && header != null ? header.attribute("status") : own;
        return status == null || status.equals("active") ? RecordState.ACTIVE : RecordState.HIDDEN;
    }

    /** The row at the end of dimension lists that shows the type's defaults (twinfield-api §4.2). */
    static boolean isTemplate(XmlElement dimension, String type) {
        return "template".equals(dimension.textAt("behaviour"))
                || (type.equals(dimension.textAt("code")) && dimension.textAt("name") == null);
    }
}
