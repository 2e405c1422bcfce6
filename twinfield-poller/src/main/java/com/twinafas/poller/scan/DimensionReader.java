package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import com.twinafas.poller.archive.Batch;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.xml.XmlElement;

/** Reads all dimensions of a type in one call. */
final class DimensionReader {

    private final Twinfield twinfield;
    private final InstantSource clock;

    DimensionReader(Twinfield twinfield, InstantSource clock) {
        this.twinfield = twinfield;
        this.clock = clock;
    }

    /**
     * Puts every dimension into the batch, the template row left out.
     *
     * @return the codes that were there, usable or not
     */
    Set<String> all(String office, String type, Function<String, RecordKey> key, Batch batch) {
        Instant readAt = clock.instant();
        List<Row> rows = twinfield.call(ProcessXml.dimensions(office, type));
        Set<String> codes = new HashSet<>();
        for (Row row : rows) {
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
        }
        return codes;
    }
}
