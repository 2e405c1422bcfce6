package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.xml.XmlElement;

/** Reads all dimensions of a type in one call and publishes them while it goes through the answer. */
final class DimensionReader {

    /** So many are held at once, of an answer that may have tens of thousands; one transaction on Kafka. */
    private static final int RECORDS_OF_A_STEP = 200;

    private final Twinfield twinfield;
    private final Archive archive;
    private final InstantSource clock;

    DimensionReader(Twinfield twinfield, Archive archive, InstantSource clock) {
        this.twinfield = twinfield;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * Publishes every dimension, the template row left out, a few hundred in each step. None of the steps moves a
     * position: whoever is stopped in between reads all again, and what was published already has not changed then.
     *
     * @param scan name of the scan that reads them
     * @return the codes that were there, usable or not
     */
    Set<String> all(String scan, String office, String type, Function<String, RecordKey> key) {
        Instant readAt = clock.instant();
        Set<String> codes = new HashSet<>();
        Batch batch = new Batch(scan);
        int size = 0;
        for (Row row : twinfield.call(ProcessXml.dimensions(office, type))) {
            switch (row) {
                case Row.Usable(var record) -> {
                    XmlElement element = record.element();
                    String code = element.textAt("code");
                    if (code != null && !Sightings.isTemplate(element, type)) {
                        codes.add(code);
                        batch.saw(Sightings.of(key.apply(code), record, readAt));
                    }
                }
                case Row.Unusable(var code, var cause) -> {
                    if (code != null) {
                        codes.add(code);
                        batch.problem(key.apply(code), cause);
                    }
                }
            }
            if (++size % RECORDS_OF_A_STEP == 0) {
                archive.publish(batch);
                batch = new Batch(scan);
            }
        }
        archive.publish(batch);
        return codes;
    }
}
