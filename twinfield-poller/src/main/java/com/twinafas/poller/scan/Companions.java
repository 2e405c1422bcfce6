package com.twinafas.poller.scan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * The customers and articles that invoices name. One that is not known yet is read at once and published with its
 * invoice, so that an invoice never waits for the next round of another scan.
 */
final class Companions {

    /** A one-off article and a text line name no article (twinfield-api §4.4). */
    private static final Set<String> NO_ARTICLE = Set.of("0", "-");

    private final OfficePlan plan;
    private final Archive archive;
    private final Reads reads;

    Companions(OfficePlan plan, Archive archive, Reads reads) {
        this.plan = plan;
        this.archive = archive;
        this.reads = reads;
    }

    /** Puts into the batch what the invoices name and nobody has seen yet. */
    void of(List<XmlElement> invoices, Batch batch) {
        Set<RecordKey> unknown = new LinkedHashSet<>();
        for (XmlElement invoice : invoices) {
            Stream<RecordKey> named = Stream.of(invoice.textAt("header", "customer")).filter(Objects::nonNull)
                    .map(code -> new RecordKey(plan.office(), RecordKind.CUSTOMER, code));
            if (plan.articles()) {
                named = Stream.concat(named, articles(invoice));
            }
            named.filter(this::isUnknown).forEach(unknown::add);
        }
        List<RecordKey> keys = List.copyOf(unknown);
        List<Outcome> outcomes = keys.isEmpty() ? List.of() : reads.all(keys.stream().map(Companions::call).toList());
        for (int i = 0; i < keys.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Found(var record, var readAt)) {
                batch.saw(Sightings.of(keys.get(i), record, readAt));
            }
        }
    }

    private Stream<RecordKey> articles(XmlElement invoice) {
        XmlElement lines = invoice.child("lines");
        return lines == null
                ? Stream.empty()
                : lines.children("line").stream().map(line -> line.textAt("article")).filter(Objects::nonNull)
                        .filter(code -> !NO_ARTICLE.contains(code))
                        .map(code -> new RecordKey(plan.office(), RecordKind.ARTICLE, code));
    }

    private boolean isUnknown(RecordKey key) {
        Known known = archive.known(key);
        return known == null || known.state() == RecordState.DELETED;
    }

    private static TwinfieldCall<RecordXml> call(RecordKey key) {
        return key.kind() == RecordKind.CUSTOMER
                ? ProcessXml.dimension(key.office(), Sightings.CUSTOMER_TYPE, key.code())
                : ProcessXml.article(key.office(), key.code());
    }
}
