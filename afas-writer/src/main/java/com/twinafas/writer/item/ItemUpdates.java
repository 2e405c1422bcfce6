package com.twinafas.writer.item;

import java.time.InstantSource;
import java.util.Map;

import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.ItemUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.commit.Committer;
import com.twinafas.writer.commit.Creation;
import com.twinafas.writer.commit.Finding;
import com.twinafas.writer.commit.Sent;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Standing;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Waiting;

/** Makes updates of items true: created, updated, or only seen to exist. */
public final class ItemUpdates {

    private final Committer committer;
    private final Ledger ledger;
    private final Items items;
    private final InstantSource clock;

    public ItemUpdates(Committer committer, Ledger ledger, Items items, InstantSource clock) {
        this.committer = committer;
        this.ledger = ledger;
        this.items = items;
        this.clock = clock;
    }

    /** How it ends, to be recorded. */
    public Entry deliver(Update update, ItemUpdate content) {
        Delivery delivery = ledger.delivery(update.key());
        if (delivery.intent() != null) {
            delivery = committer.settle(delivery, Waiting.Holding.ALL,
                    () -> items.looksUp(content.itemCode())
                            ? new Finding.Done(Map.of(Items.ITEM, content.itemCode()))
                            : new Finding.Nothing());
        }
        return switch (Standing.of(update.version(), delivery, ledger.refusedRevision(update.key()))) {
            case BEHIND -> Entry.superseded(update, delivery, clock.instant());
            case SAME -> Entry.unchanged(update, delivery, clock.instant());
            case NEW -> send(update, content, delivery.as(DocumentKind.ITEM, null));
        };
    }

    private Entry send(Update update, ItemUpdate content, Delivery delivery) {
        String item = content.itemCode();
        AfasElement element = content.item();
        boolean there = (delivery.afas(Items.ITEM) != null && element != null) || items.looksUp(item);
        if (element == null) {
            if (!there) {
                throw new Refusal(FailureCode.ITEM_MISSING, "item", item);
            }
            return Entry.concluding(update,
                    delivery.linked(update.version(), Map.of(Items.ITEM, item), clock.instant()),
                    Step.of(update.key(), "unchanged", update.version()), null);
        }
        Sent sent = there
                ? committer.change(update.key(), update.key(), update.version(), ItemRequests.change(item, element))
                : committer.create(delivery, new Creation(DocumentKind.ITEM, null, update.version(),
                        ItemRequests.create(item, element), item, Map.of(Items.ITEM, item), update.key()));
        items.exists(item);
        return Entry.delivered(update,
                delivery.delivered(update.version(), Map.of(Items.ITEM, item), clock.instant()), sent.steps());
    }
}
