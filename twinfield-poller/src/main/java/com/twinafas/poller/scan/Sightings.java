package com.twinafas.poller.scan;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.poller.archive.NamedCustomers;
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
        return of(key, customer == null ? Set.of() : Set.of(new RecordKey(key.office(), RecordKind.CUSTOMER, customer)),
                record, readAt);
    }

    /** A transaction is about the customers on whose accounts its lines book (twinfield-api §4.5). */
    static Sighting transaction(RecordKey key, RecordXml record, Instant readAt) {
        return of(key, NamedCustomers.of(key, record.element()), record, readAt);
    }

    private static Sighting of(RecordKey key, Set<RecordKey> customers, RecordXml record, Instant readAt) {
        return new Sighting(key, customers, state(record.element()), CanonicalForm.hash(record.element()),
                record.text(), readAt);
    }

    /** What a status says is a state; only complete lists prove a deletion. Articles have it on their header. */
    private static RecordState state(XmlElement record) {
        String status = status(record);
        return status == null || status.equals("active") ? RecordState.ACTIVE : RecordState.HIDDEN;
    }

    /** Whether Twinfield calls it deleted; that counts where a complete list does not show it either. */
    static boolean isDeleted(XmlElement record) {
        return "deleted".equals(status(record));
    }

    private static @Nullable String status(XmlElement record) {
        String own = record.attribute("status");
        XmlElement header = record.child("header");
        return own == null && header != null ? header.attribute("status") : own;
    }

    /** The row at the end of dimension lists that shows the type's defaults (twinfield-api §4.2). */
    static boolean isTemplate(XmlElement dimension, String type) {
        return "template".equals(dimension.textAt("behaviour"))
                || (type.equals(dimension.textAt("code")) && dimension.textAt("name") == null);
    }
}
