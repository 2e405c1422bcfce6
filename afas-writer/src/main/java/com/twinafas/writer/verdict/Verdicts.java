package com.twinafas.writer.verdict;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.AfasRequest;
import com.twinafas.pipeline.doubt.PeriodOfDoubt;
import com.twinafas.pipeline.doubt.Verdict;
import com.twinafas.writer.debtor.DebtorKeys;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.entry.Entries;
import com.twinafas.writer.invoice.Documents;
import com.twinafas.writer.item.Items;

/** Settles doubts by what people say; a verdict on a request that is settled, or of another one, changes nothing. */
public final class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private final Ledger ledger;
    private final InstantSource clock;
    private final PeriodOfDoubt period;

    public Verdicts(Ledger ledger, InstantSource clock, PeriodOfDoubt period) {
        this.ledger = ledger;
        this.clock = clock;
        this.period = period;
    }

    /** Carries it out; nobody may work on the record meanwhile. */
    public void carryOut(Verdict verdict) {
        Delivery delivery = ledger.delivery(verdict.record());
        Intent intent = delivery.intent();
        if (intent == null || !intent.id().equals(verdict.intent())) {
            return;
        }
        Instant now = clock.instant();
        String number = verdict.number();
        if ((number == null || intent.isRepeatable()) && now.isBefore(period.end(intent.recordedAt()))) {
            LOG.atWarn().addKeyValue("record", verdict.record())
                    .log("A verdict came while AFAS may still be at the request, and is left out");
            return;
        }
        Map<String, String> details = new TreeMap<>(Map.of("by", verdict.by(), "answer",
                number == null ? "not there" : "there"));
        if (number != null) {
            details.put("number", number);
        }
        // What can be sent twice is sent again, whatever became of it.
        Delivery settled = number == null || intent.isRepeatable()
                ? delivery.notDone()
                : there(delivery, intent, number, now);
        ledger.commit(Entry.of(settled,
                Step.of(verdict.record(), "settled", intent.version(), details)));
    }

    /** As if it had been found. A debtor may still lack what AFAS can only add: its next update makes sure of it. */
    private static Delivery there(Delivery delivery, Intent intent, String number, Instant now) {
        if (intent.connector().startsWith("KnSalesRelation")) {
            return delivery.found(intent.method() == AfasRequest.Method.PUT
                    ? Map.of()
                    : Map.of(DebtorKeys.DEBTOR, number, DebtorKeys.CONNECTOR, intent.connector()), now);
        }
        Map<String, String> keys = switch (intent.connector()) {
            case "FiEntries" -> Entries.keys(intent, number);
            case "FbItemArticle" -> Map.of(Items.ITEM, Objects.requireNonNull(intent.facts().get(Items.ITEM)));
            default -> Documents.keys(intent, number);
        };
        return delivery.delivered(intent.version(), keys, now);
    }
}
