package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.poller.scan.Bookings.Booking;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.DeletedTransactions;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.call.TwinfieldCall;

/**
 * Transactions of the day books of the plan: by book year, then those modified; each is read by itself because browse
 * rows cannot be put together again. Twinfield's own list says which were deleted (twinfield-api §5, §5.2).
 */
public final class TransactionScan extends RecordScan {

    private static final String CHANGES_SINCE = "changesSince";
    /** The dates of the list of deletions may be those of the transactions. */
    private static final int DELETIONS_YEARS = 2;

    private final Twinfield twinfield;
    private final Bookings bookings;

    public TransactionScan(OfficePlan plan, Archive archive, Twinfield twinfield, InstantSource clock) {
        super(RecordKind.TRANSACTION, plan, archive, new Reads(twinfield, clock), clock);
        this.twinfield = twinfield;
        this.bookings = new Bookings(twinfield, plan.office(), clock);
    }

    @Override
    TwinfieldCall<RecordXml> call(RecordKey key) {
        int slash = key.code().indexOf('/');
        return ProcessXml.transaction(key.office(), key.code().substring(0, slash), key.code().substring(slash + 1));
    }

    @Override
    Sighting sighting(RecordKey key, Outcome.Found found) {
        return Sightings.transaction(key, found.record(), found.readAt());
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        boolean firstLoad = !position().isComplete();
        Instant since = position().instant(CHANGES_SINCE);
        Instant from = (since == null ? now : since).minus(plan.overlap());
        for (String daybook : plan.daybooks().stream().sorted().toList()) {
            Consumer<List<Booking>> each = found -> {
                readEach(found.stream().map(booking -> key(booking.code()))
                        .filter(key -> !firstLoad || archive.known(key) == null).toList());
                found.forEach(bookings::handled);
                bookings.forgetBefore(from);
            };
            if (firstLoad) {
                bookings.all(daybook, each);
            } else {
                bookings.modifiedSince(daybook, from, each);
            }
        }
        archive.publish(batch().moveTo(position().with(CHANGES_SINCE, now.toString()).complete(clock.instant())));
        if (!firstLoad) {
            readDeletions(now);
        }
        retryProblems();
    }

    /** A number may be in use again after its deletion, so only what cannot be read any more is taken as deleted. */
    private void readDeletions(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<RecordKey> listed = twinfield
                .call(new DeletedTransactions(plan.office(), null, today.minusYears(DELETIONS_YEARS),
                        today.plusDays(1)))
                .stream().map(deleted -> key(deleted.daybook() + "/" + deleted.number())).distinct()
                .filter(this::isPresent).toList();
        Set<RecordKey> gone = listed.isEmpty() ? Set.of() : Set.copyOf(readEach(listed));
        if (gone.isEmpty() && !isStopped()) {
            return;
        }
        compareWith(key -> !gone.contains(key), now);
    }

    private boolean isPresent(RecordKey key) {
        Known known = archive.known(key);
        return known != null && known.state() != RecordState.DELETED;
    }
}
