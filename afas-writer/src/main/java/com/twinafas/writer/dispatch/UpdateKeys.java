package com.twinafas.writer.dispatch;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.writer.debtor.DebtorRequests;
import com.twinafas.writer.delivery.Update;

/**
 * What an update holds while it is worked on. An invoice or entry holds its customer and everything the customer can be
 * found by, so that one customer, or two that AFAS could take for one, are never created twice at once.
 */
public final class UpdateKeys {

    private UpdateKeys() {
    }

    /** The keys of an update. */
    public static Set<UpdateKey> of(Update update) {
        Set<UpdateKey> keys = new LinkedHashSet<>();
        keys.add(record(update.key()));
        switch (update.content()) {
            case AfasUpdate.DebtorUpdate debtor -> addCustomer(keys, debtor.debtor());
            case AfasUpdate.ItemUpdate item -> keys.add(new UpdateKey("item:" + item.itemCode(), false));
            case AfasUpdate.InvoiceUpdate invoice -> {
                addCustomer(keys, invoice.debtor());
                invoice.items().forEach(item -> keys.add(new UpdateKey("item:" + item, true)));
            }
            case AfasUpdate.EntryUpdate entry -> {
                keys.add(new UpdateKey("journal:" + entry.administration() + "/" + entry.journal(), false));
                if (entry.debtor() != null) {
                    addCustomer(keys, entry.debtor());
                }
            }
            case AfasUpdate.Deletion deletion -> {
                // Its record alone.
            }
        }
        return keys;
    }

    static UpdateKey record(RecordKey key) {
        return new UpdateKey("record:" + key, false);
    }

    /** The customer whose debtor an update brings; null when it brings none. */
    static @Nullable RecordKey customer(AfasUpdate content) {
        return switch (content) {
            case AfasUpdate.DebtorUpdate debtor -> debtor.debtor().customer();
            case AfasUpdate.InvoiceUpdate invoice -> invoice.debtor().customer();
            case AfasUpdate.EntryUpdate entry -> entry.debtor() == null ? null : entry.debtor().customer();
            case AfasUpdate.ItemUpdate item -> null;
            case AfasUpdate.Deletion deletion -> null;
        };
    }

    private static void addCustomer(Set<UpdateKey> keys, DebtorBlock block) {
        if (block.fixedDebtor() != null) {
            return;
        }
        keys.add(record(block.customer()));
        DebtorBlock.Identity identity = block.identity();
        add(keys, "email:", identity.email());
        add(keys, "chamber:", identity.chamberOfCommerceNumber());
        add(keys, "vat:", identity.vatNumber());
        add(keys, "debtor:", identity.debtorNumber());
        if (identity.email() == null) {
            // All there is to find its debtor by, should the answer to its creation be lost.
            add(keys, "name:", DebtorRequests.name(block));
        }
    }

    private static void add(Set<UpdateKey> keys, String kind, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            keys.add(new UpdateKey(kind + value.trim().toLowerCase(Locale.ROOT), false));
        }
    }
}
