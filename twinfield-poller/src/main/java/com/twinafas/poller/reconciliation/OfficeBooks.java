package com.twinafas.poller.reconciliation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;
import com.twinafas.pipeline.settings.Settings;

/**
 * What of an office is in both systems, by the settings.
 *
 * @param office          in Twinfield
 * @param administration  in AFAS
 * @param invoiceDaybooks day books whose invoices travel as documents; empty when none do
 * @param invoiceTypes    that travel; empty is all
 * @param entryDaybooks   day books whose transactions travel as entries
 * @param journals        of AFAS on which those land
 * @param provisional     whether provisional transactions travel
 * @param baseCurrency    of the books
 * @param tolerance       between the totals of an invoice, for each VAT code
 * @param orders          GetConnector
 * @param transactions    GetConnector
 * @param grace           what changed so short a time ago may be on its way
 */
public record OfficeBooks(String office, String administration, NavigableSet<String> invoiceDaybooks,
        Set<String> invoiceTypes, NavigableSet<String> entryDaybooks, NavigableSet<String> journals,
        boolean provisional,
        String baseCurrency, BigDecimal tolerance, String orders, String transactions, Duration grace) {

    public static OfficeBooks of(Settings settings, OfficeSettings office, Duration grace) {
        boolean documents = office.orderType() == OrderType.ORDER || office.orderType() == OrderType.DIRECT_INVOICE;
        NavigableSet<String> entries = new TreeSet<>(office.daybooks());
        if (documents) {
            entries.removeAll(office.invoiceDaybooks());
        } else if (office.orderType() == OrderType.MUTATION) {
            entries.addAll(office.invoiceDaybooks());
        }
        NavigableSet<String> journals = new TreeSet<>();
        entries.stream().map(office.journals()::get).filter(Objects::nonNull).forEach(journals::add);
        return new OfficeBooks(office.code(), office.administration(),
                documents ? new TreeSet<>(office.invoiceDaybooks()) : new TreeSet<>(), office.invoiceTypes(), entries,
                journals, office.entries().provisional(), office.entries().baseCurrency(),
                settings.mapping().totalsTolerance(), settings.afas().connectors().orders(),
                settings.afas().connectors().transactions(), grace);
    }
}
