package com.twinafas.reader;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.settings.AfasSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.ReadingSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.reader.reading.OpenInvoiceReading;
import com.twinafas.reader.reading.OrderReading;
import com.twinafas.reader.reading.Reading;
import com.twinafas.reader.reading.StockReading;
import com.twinafas.reader.shelf.Shelf;

/**
 * What the settings mean for the reader: the same plan, the same readings.
 *
 * @param administrations by office
 */
record ReadingPlan(ReadingSettings settings, AfasSettings afas, Map<String, String> administrations) {

    ReadingPlan {
        administrations = Map.copyOf(administrations);
    }

    /** A reading and how long it rests between two rounds. */
    record Timed(Reading reading, Duration every) {
    }

    static ReadingPlan of(Settings settings) {
        return new ReadingPlan(settings.reading(), settings.afas(), settings.offices().stream()
                .collect(Collectors.toMap(OfficeSettings::code, OfficeSettings::administration)));
    }

    /** Those that are switched on. */
    List<Timed> readings(Afas connected, Shelf shelf, InstantSource clock) {
        List<Timed> readings = new ArrayList<>();
        if (settings.orders().on()) {
            readings.add(new Timed(new OrderReading(connected, shelf, orders(), clock), settings.orders().every()));
        }
        if (settings.stock().on()) {
            readings.add(new Timed(
                    new StockReading(connected, shelf, afas.connectors().stock(), settings.stock().warehouseColumn(),
                            settings.vanishedPercent(), clock),
                    settings.stock().every()));
        }
        if (settings.openInvoices().on()) {
            administrations.values().stream().distinct().sorted().forEach(administration -> readings.add(new Timed(
                    new OpenInvoiceReading(connected, shelf, afas.connectors().openInvoices(), administration,
                            settings.openInvoices().settledPercent(), clock),
                    settings.openInvoices().every())));
        }
        return readings;
    }

    private OrderReading.Plan orders() {
        return new OrderReading.Plan(afas.connectors().orders(), afas.connectors().orderLines(), settings.overlap(),
                settings.orders().completeList(), settings.orders().history(), settings.vanishedPercent(),
                settings.orders().statuses().stream().collect(
                        Collectors.toMap(ReadingSettings.StatusRow::afas, ReadingSettings.StatusRow::status)),
                administrations);
    }
}
