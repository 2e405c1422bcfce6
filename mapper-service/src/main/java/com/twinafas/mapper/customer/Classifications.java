package com.twinafas.mapper.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.mapping.Rule;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.pipeline.settings.CustomerSettings.Classification;
import com.twinafas.pipeline.settings.CustomerSettings.Holder;
import com.twinafas.pipeline.settings.CustomerSettings.Row;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/** What kind of customer it is: Twinfield's groups and segments in fields of AFAS, by the tables of the settings. */
final class Classifications {

    private final List<Classification> settings;

    Classifications(List<Classification> settings) {
        this.settings = List.copyOf(settings);
    }

    /** The sales relation with the fields that say it. */
    AfasElement added(AfasElement relation, String partyObject, XmlElement customer, Trace trace) {
        AfasElement classified = relation;
        for (int i = 0; i < settings.size(); i++) {
            Classification classification = settings.get(i);
            String value = value(classification, customer);
            if (value == null) {
                continue;
            }
            FieldValue field = FieldValue.of(value);
            boolean ofDebtor = classification.object() == Holder.DEBTOR;
            classified = ofDebtor
                    ? classified.with(classification.field(), field)
                    : classified.withObject(partyObject, classified.object(partyObject).stream()
                            .map(party -> party.with(classification.field(), field)).toList());
            trace.made((ofDebtor ? "" : partyObject + "/") + classification.field(), field,
                    new Rule("mapping.customers.classifications[" + i + "]", "settings", 1, 1));
        }
        return classified;
    }

    private static @Nullable String value(Classification classification, XmlElement customer) {
        List<String> said = switch (classification.from()) {
            case GROUP -> groups(customer);
            case SEGMENT -> Stream.ofNullable(customer.textAt("creditmanagement", "freetext2")).toList();
        };
        return said.stream().flatMap(text -> classification.rows().stream().filter(row -> row.text().equals(text)))
                .map(Row::value).findFirst().orElse(classification.otherwise());
    }

    /** Mostly one; the first that has a row counts. */
    private static List<String> groups(XmlElement customer) {
        List<XmlElement> found = new ArrayList<>();
        XmlElement groups = customer.child("groups");
        if (groups != null) {
            found.addAll(groups.children("group"));
        }
        return found.stream().map(XmlElement::textAt).filter(Objects::nonNull).toList();
    }
}
