package com.twinafas.writer.deletion;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasUpdate.Deletion;
import com.twinafas.writer.commit.Committer;
import com.twinafas.writer.commit.Finding;
import com.twinafas.writer.commit.Sent;
import com.twinafas.writer.debtor.DebtorKeys;
import com.twinafas.writer.debtor.DebtorRequests;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Standing;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.entry.Entries;
import com.twinafas.writer.invoice.InvoiceRequests;
import com.twinafas.writer.invoice.Invoices;
import com.twinafas.writer.item.ItemRequests;
import com.twinafas.writer.item.Items;

/**
 * What becomes of records that are gone in Twinfield. Nothing is ever deleted in AFAS: a debtor or item is blocked when
 * the setting says so, a document is handed to a person.
 */
public final class Deletions {

    private final Committer committer;
    private final Ledger ledger;
    private final Invoices invoices;
    private final Entries entries;
    private final InstantSource clock;

    public Deletions(Committer committer, Ledger ledger, Invoices invoices, Entries entries, InstantSource clock) {
        this.committer = committer;
        this.ledger = ledger;
        this.invoices = invoices;
        this.entries = entries;
        this.clock = clock;
    }

    /** How it ends, to be recorded. */
    public Entry deliver(Update update, Deletion deletion) {
        Delivery delivery = settled(ledger.delivery(update.key()));
        return switch (Standing.of(update.version(), delivery, ledger.refusedRevision(update.key()))) {
            case BEHIND -> Entry.superseded(update, delivery, clock.instant());
            case SAME -> Entry.unchanged(update, delivery, clock.instant());
            case NEW -> delivery.keys().isEmpty()
                    ? Entry.unchanged(update, delivery, clock.instant())
                    : gone(update, deletion, delivery);
        };
    }

    private Entry gone(Update update, Deletion deletion, Delivery delivery) {
        return switch (update.key().kind()) {
            case SALES_INVOICE -> throw deleted(delivery, InvoiceRequests.NUMBER);
            case TRANSACTION -> throw deleted(delivery, Entries.VOUCHER);
            case CUSTOMER -> block(update, deletion, delivery,
                    DebtorRequests.block(key(delivery, DebtorKeys.CONNECTOR), key(delivery, DebtorKeys.DEBTOR)));
            case ARTICLE -> block(update, deletion, delivery, ItemRequests.block(key(delivery, Items.ITEM)));
            case REFERENCE -> Entry.unchanged(update, delivery, clock.instant());
        };
    }

    private Entry block(Update update, Deletion deletion, Delivery delivery, AfasRequest request) {
        if (!deletion.blockInAfas()) {
            return Entry.unchanged(update, delivery, clock.instant());
        }
        Sent sent = committer.change(update.key(), update.key(), update.version(), request);
        return Entry.delivered(update,
                delivery.delivered(update.version(), Map.of(DebtorKeys.BLOCKED, "1"), clock.instant()), sent.steps());
    }

    private Delivery settled(Delivery delivery) {
        return switch (delivery.key().kind()) {
            case SALES_INVOICE -> invoices.settled(delivery);
            case TRANSACTION -> entries.settled(delivery);
            case CUSTOMER, ARTICLE, REFERENCE -> {
                Intent intent = delivery.intent();
                if (intent != null && intent.isRepeatable()) {
                    yield committer.settle(delivery, Waiting.Holding.ALL, Finding.Nothing::new);
                }
                if (intent != null) {
                    // It takes the record's content to look for it, and that is gone.
                    throw new Refusal(FailureCode.IN_DOUBT, "reference", intent.reference());
                }
                yield delivery;
            }
        };
    }

    private static Refusal deleted(Delivery delivery, String field) {
        return new Refusal(FailureCode.DELETED_AT_SOURCE, "number",
                Objects.requireNonNullElse(delivery.afas(field), delivery.key().code()));
    }

    private static String key(Delivery delivery, String field) {
        return Objects.requireNonNull(delivery.afas(field), field);
    }
}
