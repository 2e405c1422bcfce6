package com.twinafas.writer.invoice;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.commit.Committer;
import com.twinafas.writer.commit.Creation;
import com.twinafas.writer.commit.Finding;
import com.twinafas.writer.commit.Sent;
import com.twinafas.writer.debtor.Debtors;
import com.twinafas.writer.debtor.DeliveryAddresses;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Standing;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.item.Items;

/**
 * Delivers sales invoices as orders or direct invoices: already delivered? does AFAS have it? the debtor, created or
 * updated; all items there? then, and only then, it is committed.
 */
public final class Invoices {

    private final Committer committer;
    private final Ledger ledger;
    private final Debtors debtors;
    private final Items items;
    private final Documents documents;
    private final DeliveryAddresses addresses;
    private final InstantSource clock;

    public Invoices(Committer committer, Ledger ledger, Debtors debtors, Items items, Documents documents,
            DeliveryAddresses addresses, InstantSource clock) {
        this.committer = committer;
        this.ledger = ledger;
        this.debtors = debtors;
        this.items = items;
        this.documents = documents;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** How it ends, to be recorded. */
    public Entry deliver(Update update, InvoiceUpdate invoice, OfficeSettings office) {
        Delivery delivery = settled(ledger.delivery(update.key()));
        Standing standing = Standing.of(update.version(), delivery, ledger.refusedRevision(update.key()));
        if (standing == Standing.BEHIND) {
            return Entry.superseded(update, delivery, clock.instant());
        }
        if (standing == Standing.SAME) {
            debtor(update, invoice, office);
            return Entry.unchanged(update, delivery, clock.instant());
        }
        String number = delivery.afas(InvoiceRequests.NUMBER);
        return number == null
                ? create(update, invoice, office, delivery)
                : change(update, invoice, office, delivery, number);
    }

    /** Settles the intent of a document, whatever update comes for it. */
    public Delivery settled(Delivery delivery) {
        Intent intent = delivery.intent();
        if (intent == null) {
            return delivery;
        }
        return committer.settle(delivery, Waiting.Holding.RECORD, () -> look(intent));
    }

    private Finding look(Intent intent) {
        if (intent.method() == AfasRequest.Method.PUT) {
            return documents.lookForChange(intent.facts());
        }
        return documents.look(intent.reference(), intent.facts().get(InvoiceRequests.NUMBER),
                InvoiceFacts.of(intent.facts()), InvoiceRequests.sent(intent.facts()));
    }

    private Entry create(Update update, InvoiceUpdate told, OfficeSettings office, Delivery delivery) {
        List<AfasRow> found = documents.find(told.reference(), told.orderNumber());
        if (!found.isEmpty()) {
            return link(update, told, office, delivery, found);
        }
        Debtors.Settled settled = debtor(update, told, office);
        String debtor = settled.number();
        InvoiceUpdate invoice = settled.standsIn() ? told.onStandIn() : delivered(told, debtor);
        items.require(invoice.items(), mayCreateItems(office));
        DocumentKind kind = invoice.documentKind();
        AfasRequest request = InvoiceRequests.create(invoice, kind, debtor);
        Map<String, String> facts = new HashMap<>(InvoiceFacts.of(invoice, debtor).toMap());
        facts.putAll(InvoiceRequests.sent(invoice));
        if (invoice.orderNumber() != null) {
            facts.put(InvoiceRequests.NUMBER, invoice.orderNumber());
        }
        Sent sent = send(invoice, debtor, () -> committer.create(delivery, new Creation(kind, invoice.administration(),
                update.version(), request, invoice.reference(), facts, invoice.debtor().customer())));
        Map<String, String> keys = keys(sent.answer(), invoice);
        if (!keys.containsKey(InvoiceRequests.NUMBER)) {
            // Done, but the answer does not say as what: found like one whose answer was lost.
            throw new AfasFailure.InDoubt(request.connector(), "The answer has no order number", null);
        }
        return Entry.delivered(update,
                delivery.as(kind, invoice.administration()).delivered(update.version(), keys, clock.instant()),
                sent.steps());
    }

    private Entry link(Update update, InvoiceUpdate invoice, OfficeSettings office, Delivery delivery,
            List<AfasRow> found) {
        String debtor = debtors.existing(invoice.debtor(), office);
        Optional<AfasRow> ours = debtor == null
                ? Optional.empty()
                : documents.ours(found, InvoiceFacts.of(invoice, debtor), InvoiceRequests.lineCount(invoice));
        AfasRow row = ours.orElseThrow(
                () -> new Refusal(FailureCode.NUMBER_TAKEN, "number", Documents.number(found.getFirst())));
        Map<String, String> keys = new HashMap<>(InvoiceRequests.sent(invoice));
        keys.put(InvoiceRequests.NUMBER, Documents.number(row));
        return Entry.concluding(update,
                delivery.as(invoice.documentKind(), invoice.administration()).linked(update.version(), keys,
                        clock.instant()),
                Step.of(update.key(), "unchanged", update.version(), keys), null);
    }

    /**
     * A delivered order follows its invoice, a concept and then the final one, for as long as AFAS lets it; it stays an
     * order, whatever the settings have become. Anything else that was delivered is never changed by us.
     */
    private Entry change(Update update, InvoiceUpdate told, OfficeSettings office, Delivery delivery, String number) {
        if (delivery.documentKind() != DocumentKind.ORDER
                || !told.administration().equals(delivery.administration())) {
            throw new Refusal(FailureCode.DOCUMENT_CHANGED, "number", number);
        }
        Debtors.Settled settled = debtor(update, told, office);
        String debtor = settled.number();
        InvoiceUpdate invoice = settled.standsIn() ? told.onStandIn() : delivered(told, debtor);
        items.require(invoice.items(), mayCreateItems(office));
        Documents.Lines lines = documents.lines(number, delivery.keys());
        AfasRequest request = InvoiceRequests.change(invoice, number, debtor, lines.ours(), delivery.keys());
        Map<String, String> keys = new HashMap<>(InvoiceRequests.sent(invoice));
        keys.put(Documents.OTHERS, lines.others());
        Sent sent = send(invoice, debtor,
                () -> InvoiceRequests.adds(request)
                        ? committer.create(delivery,
                                new Creation(DocumentKind.ORDER, invoice.administration(), update.version(), request,
                                        invoice.reference(),
                                        Documents.changeFacts(request, number, lines.all().size(), keys),
                                        invoice.debtor().customer()))
                        : committer.change(update.key(), invoice.debtor().customer(), update.version(), request));
        return Entry.delivered(update, delivery.delivered(update.version(), keys, clock.instant()), sent.steps());
    }

    private Debtors.Settled debtor(Update update, InvoiceUpdate invoice, OfficeSettings office) {
        return debtors.ensure(invoice.debtor(), update.version(), office);
    }

    /** With its delivery address by number instead of in words, where AFAS knows it. */
    private InvoiceUpdate delivered(InvoiceUpdate invoice, String debtor) {
        AfasElement address = invoice.deliveryAddress();
        return address == null
                ? invoice
                : addresses.number(debtor, address).map(number -> invoice.with(
                        invoice.document().without("ExAd").with("DlAd", FieldValue.of(new BigDecimal(number)))))
                        .orElse(invoice);
    }

    private Sent send(InvoiceUpdate invoice, String debtor, Supplier<Sent> request) {
        try {
            return request.get();
        } catch (AfasFailure.Refused e) {
            items.forget(invoice.items());
            if (invoice.deliveryAddress() != null) {
                addresses.forget(debtor, invoice.deliveryAddress());
            }
            throw e;
        }
    }

    private static Map<String, String> keys(AfasAnswer answer, InvoiceUpdate invoice) {
        Map<String, String> keys = new HashMap<>();
        put(keys, InvoiceRequests.NUMBER,
                answer.key(InvoiceRequests.NUMBER) == null
                        ? invoice.orderNumber()
                        : answer.key(InvoiceRequests.NUMBER));
        put(keys, "Liln", answer.key("Liln"));
        keys.putAll(InvoiceRequests.sent(invoice));
        return keys;
    }

    private static void put(Map<String, String> keys, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            keys.put(name, value);
        }
    }

    private static boolean mayCreateItems(OfficeSettings office) {
        return office.articles() == OfficeSettings.Articles.CREATE;
    }
}
