package com.twinafas.writer.dispatch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.writer.debtor.DebtorRequests;
import com.twinafas.writer.delivery.Update;

/**
 * What an update holds while it is worked on. An invoice or entry holds its customers and everything they can be found
 * by, so that one customer, or two that AFAS could take for one, are never created twice at once.
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
                entry.debtors().forEach(one -> addCustomer(keys, one.debtor()));
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

    /** The customers whose debtors an update brings. */
    public static List<RecordKey> customers(AfasUpdate content) {
        return switch (content) {
            case AfasUpdate.DebtorUpdate debtor -> List.of(debtor.debtor().customer());
            case AfasUpdate.InvoiceUpdate invoice -> List.of(invoice.debtor().customer());
            case AfasUpdate.EntryUpdate entry -> entry.debtors().stream().map(one -> one.debtor().customer()).toList();
            case AfasUpdate.ItemUpdate item -> List.of();
            case AfasUpdate.Deletion deletion -> List.of();
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
