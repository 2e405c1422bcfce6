package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.Finder;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/**
 * What the mapping looks things up in: the office, the dimension type of customers, VAT codes, cost centres and
 * ledgers. Read whole each time; nothing of it is ever taken as deleted, because old records go on naming it.
 */
public final class ReferenceScan extends RecordScan {

    private static final String OFFICE = "office/";
    private static final String VAT = "vat/";
    private static final String DIMENSION_TYPE = "dimensiontype/";

    private final Twinfield twinfield;
    private final Finder finder;
    private final DimensionReader dimensions;

    public ReferenceScan(OfficePlan plan, Archive archive, Twinfield twinfield, InstantSource clock) {
        super(RecordKind.REFERENCE, plan, archive, new Reads(twinfield, clock), clock);
        this.twinfield = twinfield;
        this.finder = new Finder(twinfield);
        this.dimensions = new DimensionReader(twinfield, archive, clock);
    }

    @Override
    TwinfieldCall<RecordXml> call(RecordKey key) {
        String code = key.code();
        if (code.startsWith(VAT)) {
            return ProcessXml.vatCode(key.office(), code.substring(VAT.length()));
        }
        if (code.startsWith(DIMENSION_TYPE)) {
            return ProcessXml.dimensionType(key.office(), code.substring(DIMENSION_TYPE.length()));
        }
        throw new IllegalArgumentException("Reference data is not read one by one: " + code);
    }

    @Override
    Sighting sighting(RecordKey key, Outcome.Found found) {
        return Sightings.of(key, found.record(), found.readAt());
    }

    @Override
    public void run() {
        readOffice();
        List<RecordKey> single = new ArrayList<>();
        single.add(key(DIMENSION_TYPE + Sightings.CUSTOMER_TYPE));
        finder.codes(plan.office(), "VAT", Map.of()).forEach(code -> single.add(key(VAT + code)));
        readEach(single);
        readDimensions("KPL", "costcentre/");
        readDimensions("BAS", "ledger/");
        readDimensions("PNL", "ledger/");
        archive.publish(batch().moveTo(position().complete(clock.instant())));
    }

    private void readOffice() {
        Instant readAt = clock.instant();
        Batch batch = batch();
        for (Row row : twinfield.call(ProcessXml.offices())) {
            if (row instanceof Row.Usable(var office) && office.element().text().equals(plan.office())) {
                batch.saw(Sightings.of(key(OFFICE + plan.office()), office, readAt));
            }
        }
        if (batch.isEmpty()) {
            throw new TwinfieldFailure.AccessDenied("office " + plan.office());
        }
        archive.publish(batch);
    }

    /** Not every office has every type. */
    private void readDimensions(String type, String prefix) {
        try {
            dimensions.all(name(), plan.office(), type, code -> key(prefix + code));
        } catch (TwinfieldFailure.NotFound | TwinfieldFailure.RecordRefused e) {
            // It has none, or none that we may see.
        }
    }
}
