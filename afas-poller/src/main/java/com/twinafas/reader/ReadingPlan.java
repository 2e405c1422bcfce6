package com.twinafas.reader;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.settings.AfasSettings.Connectors;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.ReadingSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.reader.flow.Flow;
import com.twinafas.reader.reading.OpenInvoiceReading;
import com.twinafas.reader.reading.OrderReading;
import com.twinafas.reader.reading.StockReading;
import com.twinafas.reader.shelf.Shelf;

/** What the settings mean for the reader. */
final class ReadingPlan {

    private final Settings settings;
    private final Afas afas;
    private final Shelf shelf;
    private final InstantSource clock;

    ReadingPlan(Settings settings, Afas afas, Shelf shelf, InstantSource clock) {
        this.settings = settings;
        this.afas = afas;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Starts what is switched on. */
    List<Flow> flows(MeterRegistry metrics) {
        Connectors connectors = settings.afas().connectors();
        ReadingSettings reading = settings.reading();
        List<Flow> flows = new ArrayList<>();
        if (reading.orders().on()) {
            flows.add(Flow.start(new OrderReading(afas, shelf, orders(), clock), reading.orders().every(), shelf,
                    metrics));
        }
        if (reading.stock().on()) {
            flows.add(Flow.start(new StockReading(afas, shelf, connectors.stock(), reading.stock().warehouseColumn(),
                    reading.vanishedPercent(), clock), reading.stock().every(), shelf, metrics));
        }
        if (reading.openInvoices().on()) {
            settings.offices().stream().map(OfficeSettings::administration).distinct()
                    .forEach(administration -> flows.add(Flow.start(
                            new OpenInvoiceReading(afas, shelf, connectors.openInvoices(), administration,
                                    reading.openInvoices().settledPercent(), clock),
                            reading.openInvoices().every(), shelf, metrics)));
        }
        return flows;
    }

    private OrderReading.Plan orders() {
        ReadingSettings reading = settings.reading();
        Connectors connectors = settings.afas().connectors();
        return new OrderReading.Plan(connectors.orders(), connectors.orderLines(), reading.overlap(),
                reading.orders().completeList(), reading.orders().history(), reading.vanishedPercent(),
                reading.orders().statuses().stream().collect(
                        Collectors.toMap(ReadingSettings.StatusRow::afas, ReadingSettings.StatusRow::status)),
                settings.offices().stream()
                        .collect(Collectors.toMap(OfficeSettings::code, OfficeSettings::administration)));
    }
}
