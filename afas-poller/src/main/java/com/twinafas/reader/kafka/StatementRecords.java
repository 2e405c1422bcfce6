package com.twinafas.reader.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.NewKeys;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.reader.shelf.Change;
import com.twinafas.reader.shelf.Known;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Sighting;
import com.twinafas.reader.statement.Statement;
import com.twinafas.schemas.avro.OpenInvoice;
import com.twinafas.schemas.avro.OpenInvoiceState;
import com.twinafas.schemas.avro.OrderState;
import com.twinafas.schemas.avro.OrderStatus;
import com.twinafas.schemas.avro.Stock;
import com.twinafas.schemas.avro.StockState;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/** Statements as they travel. What is personal in them is sealed for the debtor they are about. */
final class StatementRecords {

    /** Stands for the office where a key needs one: AFAS's debtors are those of no office. */
    static final String AFAS = "afas";
    private static final RecordKey NOBODY = new RecordKey(AFAS, RecordKind.REFERENCE, "nobody");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final KeyRing keys;
    private final NewKeys newKeys;

    StatementRecords(KeyRing keys, NewKeys newKeys) {
        this.keys = keys;
        this.newKeys = newKeys;
    }

    /** What was seen, under a hash that says nothing to whoever has no key. */
    Sighting keyed(Sighting sighting) {
        return switch (sighting.statement()) {
            case Statement.OrderStatus order -> keyed(sighting, owner(order.debtor()), "erased/" + order.afasStatus());
            case Statement.OpenInvoice invoice -> keyed(sighting, owner(invoice.key().debtor()), "erased");
            case Statement.Stock _,Statement.Vanished _ -> sighting;
        };
    }

    /** @param erased the hash when nothing of the debtor may be kept: of what is not about him */
    private Sighting keyed(Sighting sighting, RecordKey owner, String erased) {
        return new Sighting(sighting.statement(),
                keys.isErased(owner) ? erased : newKeys.hash(owner, sighting.hash()), sighting.readAt());
    }

    static Topic topic(AfasKey key) {
        return switch (key) {
            case AfasKey.Order _ -> Topic.ORDER_STATUS;
            case AfasKey.Stock _ -> Topic.STOCK;
            case AfasKey.OpenInvoice _ -> Topic.OPEN_INVOICE;
        };
    }

    SpecificRecord record(Change change) {
        Sighting sighting = change.sighting();
        return switch (sighting.statement()) {
            case Statement.OrderStatus order -> {
                PayloadCipher.Sealed sealed = seal(order.debtor(), order.rows());
                yield order(order.key(), change).setRecordKey(order.recordKey())
                        .setAdministration(order.administration()).setOrderType(order.type())
                        .setAfasStatus(order.afasStatus()).setStatus(order.status()).setOrderDate(order.date())
                        .setState(OrderState.PRESENT).setKeyId(sealed.keyId()).setPayload(sealed.payload()).build();
            }
            case Statement.Stock stock -> stock(stock.key(), change).setUnit(stock.unit()).setInStock(stock.inStock())
                    .setState(StockState.PRESENT).build();
            case Statement.OpenInvoice invoice -> {
                PayloadCipher.Sealed sealed = seal(invoice.key().debtor(), invoice.rows());
                yield openInvoice(invoice.key(), change).setState(OpenInvoiceState.OPEN).setKeyId(sealed.keyId())
                        .setPayload(sealed.payload()).build();
            }
            case Statement.Vanished vanished -> switch (vanished.key()) {
                case AfasKey.Order key -> order(key, change).setRecordKey(vanished.recordKey())
                        .setState(OrderState.GONE).setPayload(NOTHING).build();
                case AfasKey.Stock key -> stock(key, change).setState(StockState.GONE).build();
                case AfasKey.OpenInvoice key ->
                    openInvoice(key, change).setState(OpenInvoiceState.SETTLED).setPayload(NOTHING).build();
            };
        };
    }

    static AfasKey key(OrderStatus record) {
        return new AfasKey.Order(record.getOrderNumber());
    }

    static AfasKey key(Stock record) {
        return new AfasKey.Stock(record.getItem(), record.getWarehouse());
    }

    static AfasKey key(OpenInvoice record) {
        return new AfasKey.OpenInvoice(record.getAdministration(), record.getDebtor(), record.getInvoiceNumber());
    }

    static Known known(OrderStatus record) {
        return new Known(Fingerprint.of(record.getHash()), record.getRevision(),
                record.getState() == OrderState.PRESENT,
                record.getPolledAt(), record.getRecordKey(), record.getOrderDate());
    }

    static Known known(Stock record) {
        return known(record.getHash(), record.getRevision(), record.getState() == StockState.PRESENT,
                record.getPolledAt());
    }

    static Known known(OpenInvoice record) {
        return known(record.getHash(), record.getRevision(), record.getState() == OpenInvoiceState.OPEN,
                record.getPolledAt());
    }

    private static Known known(String hash, long revision, boolean present, Instant readAt) {
        return new Known(Fingerprint.of(hash), revision, present, readAt, null, null);
    }

    private static OrderStatus.Builder order(AfasKey.Order key, Change change) {
        return OrderStatus.newBuilder().setOrderNumber(key.number()).setHash(change.sighting().hash())
                .setRevision(change.revision()).setPolledAt(change.sighting().readAt());
    }

    private static Stock.Builder stock(AfasKey.Stock key, Change change) {
        return Stock.newBuilder().setItem(key.item()).setWarehouse(key.warehouse()).setHash(change.sighting().hash())
                .setRevision(change.revision()).setPolledAt(change.sighting().readAt());
    }

    private static OpenInvoice.Builder openInvoice(AfasKey.OpenInvoice key, Change change) {
        return OpenInvoice.newBuilder().setAdministration(key.administration()).setDebtor(key.debtor())
                .setInvoiceNumber(key.number()).setHash(change.sighting().hash()).setRevision(change.revision())
                .setPolledAt(change.sighting().readAt());
    }

    private PayloadCipher.Sealed seal(@Nullable String debtor, String rows) {
        RecordKey owner = owner(debtor);
        return keys.isErased(owner)
                ? new PayloadCipher.Sealed(null, NOTHING)
                : newKeys.seal(owner, rows.getBytes(StandardCharsets.UTF_8));
    }

    private static RecordKey owner(@Nullable String debtor) {
        return debtor == null ? NOBODY : new RecordKey(AFAS, RecordKind.CUSTOMER, debtor);
    }
}
