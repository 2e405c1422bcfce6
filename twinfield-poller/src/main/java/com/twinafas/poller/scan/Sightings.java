package com.twinafas.poller.scan;

import java.time.Instant;
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

    /** A record whose content is about nobody but itself. */
    static Sighting of(RecordKey key, RecordXml record, Instant readAt) {
        return of(key, key, record, readAt);
    }

    static Sighting invoice(RecordKey key, RecordXml record, Instant readAt) {
        return of(key, owner(key, record.element().textAt("header", "customer")), record, readAt);
    }

    /** A transaction is about the relation on its total line, if there is one (twinfield-api §4.5). */
    static Sighting transaction(RecordKey key, RecordXml record, Instant readAt) {
        XmlElement lines = record.element().child("lines");
        String relation = lines == null
                ? null
                : lines.children("line").stream().filter(line -> "total".equals(line.attribute("type")))
                        .map(line -> line.textAt("dim2")).filter(java.util.Objects::nonNull).findFirst().orElse(null);
        return of(key, owner(key, relation), record, readAt);
    }

    private static Sighting of(RecordKey key, RecordKey owner, RecordXml record, Instant readAt) {
        return new Sighting(key, owner, state(record.element()), CanonicalForm.hash(record.element()), record.text(),
                readAt);
    }

    private static RecordKey owner(RecordKey key, @Nullable String customer) {
        return customer == null ? key : new RecordKey(key.office(), RecordKind.CUSTOMER, customer);
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
