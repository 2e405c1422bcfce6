package com.twinafas.standalone.valuelist;

import java.time.LocalDate;
import java.time.ZoneId;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.twinfield.Twinfield;

/** Fetches the lists of both systems. */
public final class ValueListReader {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private ValueListReader() {
    }

    /**
     * The lists, of all offices together.
     *
     * @throws com.twinafas.twinfield.failure.TwinfieldFailure when Twinfield does not answer
     * @throws com.twinafas.afas.AfasFailure                   when AFAS does not answer
     */
    public static ValueLists read(Settings settings, Twinfield twinfield, Afas afas) {
        ValueLists lists = new ValueLists();
        new TwinfieldValues(twinfield, LocalDate.now(AMSTERDAM))
                .fetch(settings.offices().stream().map(OfficeSettings::code).toList(), lists);
        new AfasValues(afas, settings.afas().connectors().items()).fetch(lists);
        return lists;
    }
}
