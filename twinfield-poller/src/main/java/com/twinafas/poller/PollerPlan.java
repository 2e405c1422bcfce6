package com.twinafas.poller;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.Articles;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;
import com.twinafas.pipeline.settings.PollerSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.TwinfieldSettings;
import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.flow.Flow;
import com.twinafas.poller.scan.ArticleScan;
import com.twinafas.poller.scan.CustomerScan;
import com.twinafas.poller.scan.InvoiceScan;
import com.twinafas.poller.scan.OfficePlan;
import com.twinafas.poller.scan.ReferenceScan;
import com.twinafas.poller.scan.Scan;
import com.twinafas.poller.scan.TransactionScan;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.config.TwinfieldConfig;

/** What the settings mean for the poller. */
public final class PollerPlan {

    /** Part of the credits that go by between two rounds and may be spent on records that probably did not change. */
    private static final int PART_FOR_REREADS = 10;

    private PollerPlan() {
    }

    /** How the settings say to reach Twinfield. */
    public static TwinfieldConfig twinfield(TwinfieldSettings settings) {
        return new TwinfieldConfig(settings.loginUrl(), settings.clusterUrl(), settings.clientId(),
                settings.clientSecret(), settings.creditsPerMinute(), settings.concurrency(), settings.timeout(),
                Math.toIntExact(settings.answerLimit().toBytes()));
    }

    /** Whether both settings make the same flows. */
    static boolean isSame(Settings one, Settings other) {
        return one.offices().equals(other.offices()) && one.poller().equals(other.poller());
    }

    /** The flows of every office; reference data and customers go first. */
    static List<Flow> flows(Settings settings, Archive archive, Twinfield twinfield, InstantSource clock,
            MeterRegistry metrics) {
        PollerSettings pace = settings.poller();
        int credits = settings.twinfield().creditsPerMinute();
        List<Flow> flows = new ArrayList<>();
        for (OfficeSettings office : settings.offices()) {
            Flows building = new Flows(office.code(), archive, metrics);
            Flow reference = building.flow(
                    new ReferenceScan(plan(office, pace, rereads(credits, pace.reference())), archive, twinfield,
                            clock),
                    pace.reference(), List.of());
            Flow customers = building.flow(
                    new CustomerScan(plan(office, pace, rereads(credits, pace.customers())), archive, twinfield, clock),
                    pace.customers(), List.of(reference));
            List<Flow> first = List.of(reference, customers);
            flows.addAll(first);
            OfficePlan articles = plan(office, pace, rereads(credits, pace.articles()));
            if (articles.articles()) {
                Flow flow = building.flow(new ArticleScan(articles, archive, twinfield, clock), pace.articles(), first);
                flows.add(flow);
                first = List.of(flow);
            }
            OfficePlan invoices = plan(office, pace, rereads(credits, pace.invoices()));
            if (invoices.invoices()) {
                flows.add(building.flow(new InvoiceScan(invoices, archive, twinfield, clock), pace.invoices(), first));
            }
            OfficePlan transactions = plan(office, pace, rereads(credits, pace.transactions()));
            if (!transactions.daybooks().isEmpty()) {
                flows.add(building.flow(new TransactionScan(transactions, archive, twinfield, clock),
                        pace.transactions(), first));
            }
        }
        return flows;
    }

    private record Flows(String office, Archive archive, MeterRegistry metrics) {

        Flow flow(Scan scan, Duration interval, List<Flow> after) {
            return new Flow(office, scan, interval, after, archive, metrics);
        }
    }

    /** An invoice that lands as a mutation has the booked transaction as its source, never the document. */
    private static OfficePlan plan(OfficeSettings office, PollerSettings pace, int rereads) {
        Set<String> daybooks = new HashSet<>(office.daybooks());
        if (office.orderType() == OrderType.MUTATION) {
            daybooks.addAll(office.invoiceDaybooks());
        }
        return new OfficePlan(office.code(), office.articles() != Articles.OFF,
                office.orderType() == OrderType.ORDER || office.orderType() == OrderType.DIRECT_INVOICE,
                office.invoiceTypes(), office.invoiceDaybooks(), daybooks, pace.overlap(), pace.completeList(),
                rereads);
    }

    private static int rereads(int creditsPerMinute, Duration interval) {
        return (int) Math.max(1, creditsPerMinute * interval.toSeconds() / 60 / PART_FOR_REREADS);
    }
}
