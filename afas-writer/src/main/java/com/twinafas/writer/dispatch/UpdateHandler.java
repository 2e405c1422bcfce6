package com.twinafas.writer.dispatch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.AfasFailure;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.AfasUpdate.DebtorUpdate;
import com.twinafas.writer.debtor.Debtors;
import com.twinafas.writer.deletion.Deletions;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Standing;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.entry.Entries;
import com.twinafas.writer.invoice.Invoices;
import com.twinafas.writer.item.ItemUpdates;
import com.twinafas.writer.line.Line;

/** Makes one update true in AFAS, or finds out why it cannot be; the type of a failure decides what happens. */
public final class UpdateHandler {

    private static final Logger log = LoggerFactory.getLogger(UpdateHandler.class);

    private final Supplier<Settings> settings;
    private final Ledger ledger;
    private final Line line;
    private final Debtors debtors;
    private final ItemUpdates items;
    private final Invoices invoices;
    private final Entries entries;
    private final Deletions deletions;
    private final InstantSource clock;

    public UpdateHandler(Supplier<Settings> settings, Ledger ledger, Line line, Debtors debtors, ItemUpdates items,
            Invoices invoices, Entries entries, Deletions deletions, InstantSource clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.line = line;
        this.debtors = debtors;
        this.items = items;
        this.invoices = invoices;
        this.entries = entries;
        this.deletions = deletions;
        this.clock = clock;
    }

    /**
     * Works on the update until it is concluded in the ledger.
     *
     * @throws Waiting       when it must be handed in again later
     * @throws OwnershipLost when another writer has taken over
     */
    public void handle(Update update) {
        while (true) {
            try {
                ledger.commit(deliver(update));
                return;
            } catch (Waiting | OwnershipLost e) {
                throw e;
            } catch (AfasFailure e) {
                if (concluded(update, e)) {
                    return;
                }
            } catch (Refusal e) {
                refuse(update, e.failure());
                return;
            } catch (RuntimeException e) {
                // Only the type: a message may hold what the update says.
                log.atError().addKeyValue("record", update.key()).log("An update cannot be worked on: {} at {}",
                        e.getClass().getName(), e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
                refuse(update, Cause.of(FailureCode.UNEXPECTED, "reason", e.getClass().getSimpleName()));
                return;
            }
        }
    }

    /** @return false when the update is to be taken up again at once, from its beginning */
    private boolean concluded(Update update, AfasFailure failure) {
        return switch (failure) {
            case AfasFailure.Refused e -> {
                refuse(update, e.failure());
                yield true;
            }
            case AfasFailure.ContractBroken e -> {
                refuse(update, e.failure());
                yield true;
            }
            case AfasFailure.Locked e ->
                throw new Waiting(clock.instant().plus(settings.get().writer().lockRetry()), Waiting.Holding.ALL);
            case AfasFailure.InDoubt e -> {
                if (!isInDoubt(update)) {
                    // What can be sent twice is, but not before the first can have run on at AFAS.
                    throw after(settings.get().writer().inDoubt());
                }
                yield false;
            }
            case AfasFailure.TooLate e -> false;
            case AfasFailure.Unavailable e -> open();
            case AfasFailure.Throttled e -> open();
            case AfasFailure.Unauthorized e -> open();
        };
    }

    private boolean open() {
        line.awaitOpen();
        return false;
    }

    private Waiting after(Duration wait) {
        return new Waiting(clock.instant().plus(wait), Waiting.Holding.ALL);
    }

    private boolean isInDoubt(Update update) {
        return ledger.delivery(update.key()).intent() != null || UpdateKeys.customers(update.content()).stream()
                .anyMatch(customer -> ledger.delivery(customer).intent() != null);
    }

    /**
     * Makes the update true, once.
     *
     * @return how it ended, to be recorded
     * @throws Refusal     when a person must act
     * @throws Waiting     when it must be handed in again later
     * @throws AfasFailure when AFAS did not do it, or nobody knows
     */
    public Entry deliver(Update update) {
        OfficeSettings office = settings.get().office(update.key().office())
                .orElseThrow(() -> new Refusal(FailureCode.OFFICE_UNMAPPED, "office", update.key().office()));
        return switch (update.content()) {
            case AfasUpdate.DebtorUpdate debtor -> debtor(update, debtor, office);
            case AfasUpdate.ItemUpdate item -> items.deliver(update, item);
            case AfasUpdate.InvoiceUpdate invoice -> invoices.deliver(update, invoice, office);
            case AfasUpdate.EntryUpdate entry -> entries.deliver(update, entry, office);
            case AfasUpdate.Deletion deletion -> deletions.deliver(update, deletion);
        };
    }

    private Entry debtor(Update update, DebtorUpdate content, OfficeSettings office) {
        Delivery before = ledger.delivery(update.key());
        if (Standing.of(update.version(), before, ledger.refusedRevision(update.key())) == Standing.BEHIND
                && before.intent() == null) {
            return Entry.superseded(update, before, clock.instant());
        }
        if (content.debtor().fixedDebtor() != null) {
            // All invoices go on the default debtor: the customer itself has no place in AFAS.
            return Entry.unchanged(update, before, clock.instant());
        }
        Debtors.Settled settled = debtors.settle(content.debtor(), update.version(), office);
        if (settled.steps().isEmpty()) {
            return Entry.unchanged(update, ledger.delivery(update.key()), clock.instant());
        }
        Cause report = settled.report();
        Debtors.Settled told = report == null ? settled : settled.reported(report, clock.instant());
        return new Entry(List.of(told.delivery()), told.steps(), new Entry.Conclusion(update, report));
    }

    private void refuse(Update update, Cause cause) {
        Delivery delivery = ledger.delivery(update.key()).refused(cause.code(), clock.instant());
        log.atInfo().addKeyValue("record", update.key()).addKeyValue("code", cause.code()).log("An update is refused");
        ledger.commit(Entry.concluding(update, delivery,
                Step.of(update.key(), "refused", update.version(), Map.of("code", cause.code().name())), cause));
    }
}
