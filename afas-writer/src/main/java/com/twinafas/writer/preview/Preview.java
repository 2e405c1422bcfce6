package com.twinafas.writer.preview;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.EntryDebtor;
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
     * @param customers the delivery of each of the update's customers
     */
    public static List<AfasRequest> of(AfasUpdate update, Delivery delivery,
            Function<RecordKey, Delivery> customers) {
        return switch (update) {
            case AfasUpdate.DebtorUpdate(DebtorBlock block) -> debtor(block, delivery).stream().toList();
            case AfasUpdate.ItemUpdate item -> item.item() == null
                    ? List.of()
                    : List.of(delivery.keys().isEmpty()
                            ? ItemRequests.create(item.itemCode(), item.item())
                            : ItemRequests.change(item.itemCode(), item.item()));
            case AfasUpdate.InvoiceUpdate invoice -> Stream
                    .concat(debtor(invoice.debtor(), customers.apply(invoice.debtor().customer())).stream(),
                            Stream.of(InvoiceRequests.create(invoice, kind(invoice, delivery),
                                    number(invoice.debtor(), customers))))
                    .toList();
            case AfasUpdate.EntryUpdate entry -> Stream
                    .concat(entry.debtors().stream().map(EntryDebtor::debtor)
                            .flatMap(block -> debtor(block, customers.apply(block.customer())).stream()),
                            Stream.of(EntryRequests.create(entry, block -> number(block, customers))))
                    .toList();
            case AfasUpdate.Deletion deletion -> List.of();
        };
    }

    private static DocumentKind kind(AfasUpdate.InvoiceUpdate invoice, Delivery delivery) {
        return delivery.documentKind() == null ? invoice.documentKind() : delivery.documentKind();
    }

    private static Optional<AfasRequest> debtor(DebtorBlock block, Delivery customer) {
        if (block.fixedDebtor() != null) {
            return Optional.empty();
        }
        String number = customer.afas(DebtorKeys.DEBTOR);
        if (number == null) {
            return Optional.of(DebtorRequests.create(block, null));
        }
        String party = Objects.requireNonNullElse(customer.afas(DebtorKeys.PARTY), NOT_YET_KNOWN);
        return Optional.of(DebtorRequests.change(block, number, party, false, false));
    }

    private static String number(DebtorBlock block, Function<RecordKey, Delivery> customers) {
        String fixed = block.fixedDebtor();
        return fixed == null
                ? Objects.requireNonNullElse(customers.apply(block.customer()).afas(DebtorKeys.DEBTOR), NOT_YET_KNOWN)
                : fixed;
    }
}
