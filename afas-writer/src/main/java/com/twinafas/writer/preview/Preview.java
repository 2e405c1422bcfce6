package com.twinafas.writer.preview;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.debtor.DebtorKeys;
import com.twinafas.writer.debtor.DebtorRequests;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.entry.EntryRequests;
import com.twinafas.writer.invoice.InvoiceRequests;
import com.twinafas.writer.item.ItemRequests;

/**
 * The requests that make an update true, as they are known without asking AFAS. A debtor or item that has keys is shown
 * as a change of it, any other and every document as it is made: the hash in the activity tells whether it is what was
 * sent.
 */
public final class Preview {

    /** Stands where AFAS gives the number while the update is worked on. */
    public static final String NOT_YET_KNOWN = "?";

    private Preview() {
    }

    /**
     * The requests, in their order.
     *
     * @param delivery of the update's record
     * @param customer delivery of the update's customer; null when it has none
     */
    public static List<AfasRequest> of(AfasUpdate update, Delivery delivery, @Nullable Delivery customer) {
        return switch (update) {
            case AfasUpdate.DebtorUpdate(DebtorBlock block) -> debtor(block, delivery).stream().toList();
            case AfasUpdate.ItemUpdate item -> item.item() == null
                    ? List.of()
                    : List.of(delivery.keys().isEmpty()
                            ? ItemRequests.create(item.itemCode(), item.item())
                            : ItemRequests.change(item.itemCode(), item.item()));
            case AfasUpdate.InvoiceUpdate invoice -> Stream.concat(debtor(invoice.debtor(), customer).stream(),
                    Stream.of(InvoiceRequests.create(invoice, kind(invoice, delivery),
                            number(invoice.debtor(), customer))))
                    .toList();
            case AfasUpdate.EntryUpdate entry -> Stream.concat(debtor(entry.debtor(), customer).stream(),
                    Stream.of(EntryRequests.create(entry,
                            entry.debtor() == null ? null : number(entry.debtor(), customer))))
                    .toList();
            case AfasUpdate.Deletion deletion -> List.of();
        };
    }

    private static DocumentKind kind(AfasUpdate.InvoiceUpdate invoice, Delivery delivery) {
        return delivery.documentKind() == null ? invoice.documentKind() : delivery.documentKind();
    }

    private static Optional<AfasRequest> debtor(@Nullable DebtorBlock block, @Nullable Delivery customer) {
        if (block == null || block.fixedDebtor() != null) {
            return Optional.empty();
        }
        String number = customer == null ? null : customer.afas(DebtorKeys.DEBTOR);
        if (customer == null || number == null) {
            return Optional.of(DebtorRequests.create(block, null));
        }
        String party = Objects.requireNonNullElse(customer.afas(DebtorKeys.PARTY), NOT_YET_KNOWN);
        return Optional.of(DebtorRequests.change(block, number, party, false, false));
    }

    private static String number(DebtorBlock block, @Nullable Delivery customer) {
        if (block.fixedDebtor() != null) {
            return block.fixedDebtor();
        }
        String number = customer == null ? null : customer.afas(DebtorKeys.DEBTOR);
        return Objects.requireNonNullElse(number, NOT_YET_KNOWN);
    }
}
