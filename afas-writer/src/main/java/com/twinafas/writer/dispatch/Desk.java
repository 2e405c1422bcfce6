package com.twinafas.writer.dispatch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.settings.AfasSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.writer.commit.Committer;
import com.twinafas.writer.debtor.DebtorSearch;
import com.twinafas.writer.debtor.Debtors;
import com.twinafas.writer.debtor.DeliveryAddresses;
import com.twinafas.writer.debtor.PartyDetails;
import com.twinafas.writer.deletion.Deletions;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.entry.Entries;
import com.twinafas.writer.entry.ObligatoryAxes;
import com.twinafas.writer.invoice.Documents;
import com.twinafas.writer.invoice.Invoices;
import com.twinafas.writer.item.ItemUpdates;
import com.twinafas.writer.item.Items;
import com.twinafas.writer.line.Line;
import com.twinafas.writer.line.LineWatch;
import com.twinafas.writer.line.Lookup;

/** Everything it takes to make updates true in AFAS, put together for one ledger. */
public final class Desk {

    /** How long an invoice waits for an item that our own flow may be about to create. */
    public static final Duration ITEM_PATIENCE = Duration.ofSeconds(30);

    private final Line line;
    private final UpdateHandler handler;

    /**
     * @param settings     asked for each update
     * @param itemPatience how long an item that is not there is waited for
     */
    public Desk(Afas afas, Setup setup, Supplier<Settings> settings, Ledger ledger, LineWatch watch,
            InstantSource clock, Duration itemPatience) {
        AfasSettings.Connectors connectors = setup.afas().connectors();
        boolean lookUp = setup.writer().lookUp();
        line = new Line(afas, setup.afas().callsAtOnce(), setup.writer().probe(), watch);
        Committer committer = new Committer(afas, line, ledger, clock, setup.afas().callsAtOnce(),
                setup.writer().inDoubt(), setup.writer().attempts());
        Debtors debtors = new Debtors(committer, ledger,
                new DebtorSearch(line, connectors.debtors(), connectors.parties()), new PartyDetails(line, connectors),
                clock);
        Items items = new Items(new Lookup(line, connectors.items(), "ItemCode"), clock, itemPatience);
        Invoices invoices = new Invoices(committer, ledger, debtors, items, new Documents(line, connectors.orders(),
                connectors.orderLines(), setup.totalsTolerance(), lookUp,
                setup.writer().processedStatuses()), new DeliveryAddresses(line, connectors.deliveryAddresses()),
                clock);
        Entries entries = new Entries(committer, ledger, debtors,
                new Lookup(line, connectors.transactions(), "UnitId", "EntryNo", "SeqNo"), lookUp,
                new ObligatoryAxes(line, connectors.accounts(), clock), clock);
        handler = new UpdateHandler(settings, ledger, line, debtors, new ItemUpdates(committer, ledger, items, clock),
                invoices, entries, new Deletions(committer, ledger, invoices, entries, clock), clock);
    }

    public Line line() {
        return line;
    }

    public UpdateHandler handler() {
        return handler;
    }
}
