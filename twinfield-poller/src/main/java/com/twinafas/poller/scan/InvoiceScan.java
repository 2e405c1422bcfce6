package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.poller.scan.Bookings.Booking;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.Finder;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * Sales invoices. There is no list of them, so the numbers of each type are read upward until several in a row do not
 * exist; concepts are read again until they are final; and what stands on the invoices' day books leads to what that
 * misses, for example numbers that begin anew with a year (twinfield-api §5).
 */
public final class InvoiceScan extends RecordScan {

    private static final String CHANGES_SINCE = "changesSince";
    private static final String UNREADABLE = "unreadable.";
    /** Begins the code of the key that stands for a whole type. */
    private static final String WHOLE_TYPE = WHOLE_KIND + "type/";
    /** How many numbers in a row must not exist: nobody promises that there are no gaps. */
    private static final int LOOK_AHEAD_FIRST = 5;
    private static final int LOOK_AHEAD_DEEP = 10;
    private static final int LOOK_AHEAD = 2;
    private static final int DEEP_ROUND = 20;
    /** Numbers read at once; up to so many are read in vain at the end. */
    private static final int CLIMB = 8;
    /** Up to here a higher number belongs to the same row of numbers. */
    private static final int SAME_ROW = 200;
    /** Bookings made by hand on the invoices' day book lead nowhere; after so many in a row nothing is expected. */
    private static final int FRUITLESS = 50;

    private final Finder finder;
    private final Bookings bookings;
    private final Companions companions;
    private final Set<String> seenBookings = new HashSet<>();
    private List<String> types = List.of();
    private long round;

    public InvoiceScan(OfficePlan plan, Archive archive, Twinfield twinfield, InstantSource clock) {
        super(RecordKind.SALES_INVOICE, plan, archive, new Reads(twinfield, clock), clock);
        this.finder = new Finder(twinfield);
        this.bookings = new Bookings(twinfield, plan.office(), clock);
        this.companions = new Companions(plan, archive, reads);
    }

    @Override
    TwinfieldCall<RecordXml> call(RecordKey key) {
        return ProcessXml.salesInvoice(key.office(), type(key), number(key));
    }

    @Override
    Sighting sighting(RecordKey key, Outcome.Found found) {
        return Sightings.invoice(key, found.record(), found.readAt());
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        boolean firstLoad = !position().isComplete();
        boolean deep = round++ % DEEP_ROUND == 0;
        if (deep || types.isEmpty()) {
            types = plan.invoiceTypes().isEmpty()
                    ? finder.codes(plan.office(), "INV", Map.of())
                    : plan.invoiceTypes().stream().sorted().toList();
        }
        Instant since = position().instant(CHANGES_SINCE);
        Instant from = (since == null ? now : since).minus(plan.overlap());
        boolean anew = firstLoad;
        closeForgottenTypes();
        TwinfieldFailure trouble = null;
        for (String type : types) {
            try {
                anew |= readType(type, firstLoad, deep);
            } catch (TwinfieldFailure.Unavailable | TwinfieldFailure.Fault e) {
                // It may be this type's only: the others come first.
                trouble = trouble == null ? e : trouble;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        for (String daybook : types.isEmpty() ? List.<String>of() : plan.invoiceDaybooks().stream().sorted().toList()) {
            boolean all = anew;
            Consumer<List<Booking>> each = found -> {
                follow(found, all);
                bookings.forgetBefore(from);
            };
            if (all) {
                bookings.all(daybook, each);
            } else {
                bookings.modifiedSince(daybook, from, each);
            }
        }
        seenBookings.clear();
        archive.publish(batch().moveTo(position().with(CHANGES_SINCE, now.toString()).complete(clock.instant())));
        retryProblems();
    }

    /**
     * What is new of one type. That a type cannot be read at all is told once.
     *
     * @return whether it can be read again after it could not
     */
    private boolean readType(String type, boolean firstLoad, boolean deep) {
        InvoiceNumbers numbers = InvoiceNumbers.of(type, position());
        TwinfieldFailure failure = climb(numbers,
                firstLoad ? LOOK_AHEAD_FIRST : deep ? LOOK_AHEAD_DEEP : LOOK_AHEAD, 0);
        boolean told = position().entries().containsKey(UNREADABLE + type);
        if (failure != null) {
            if (!told) {
                tellUnreadable(type, failure);
            }
            return false;
        }
        if (told) {
            archive.publish(batch().solved(key(WHOLE_TYPE + type)).moveTo(position().with(UNREADABLE + type, null)));
            climb(numbers, LOOK_AHEAD_FIRST, 0);
        }
        if (!firstLoad) {
            readAgain(numbers, deep);
        }
        return told;
    }

    private void tellUnreadable(String type, TwinfieldFailure failure) {
        String reason = failure.failure().parameters().getOrDefault("reason", String.valueOf(failure.getMessage()));
        archive.publish(batch()
                .problem(key(WHOLE_TYPE + type),
                        Cause.of(FailureCode.INVOICE_TYPE_UNREADABLE,
                                Map.of("type", type, "office", plan.office(), "reason", reason)))
                .moveTo(position().with(UNREADABLE + type, clock.instant().toString())));
    }

    /** A type that nobody asks for any more is no trouble. */
    private void closeForgottenTypes() {
        List<String> forgotten = position().entries().keySet().stream().filter(entry -> entry.startsWith(UNREADABLE))
                .map(entry -> entry.substring(UNREADABLE.length())).filter(type -> !types.contains(type)).toList();
        for (String type : forgotten) {
            archive.publish(batch().solved(key(WHOLE_TYPE + type)).moveTo(position().with(UNREADABLE + type, null)));
        }
    }

    /**
     * Reads upward until so many in a row do not exist. What cannot be read beyond the last one that exists may not
     * exist either: it is no record's problem and moves nothing.
     *
     * @param atLeast up to which number a missing one does not count
     * @return why none of the numbers beyond the last one could be read; null when at least one is known not to exist
     */
    private @Nullable TwinfieldFailure climb(InvoiceNumbers numbers, int lookAhead, long atLeast) {
        SortedMap<Long, Outcome> beyond = new TreeMap<>();
        long number = numbers.next();
        int chunk = lookAhead;
        while (number - numbers.next() < lookAhead || number <= atLeast) {
            List<Long> wanted = LongStream.range(number, number + chunk).boxed().toList();
            List<Outcome> outcomes = read(numbers, wanted);
            for (int i = 0; i < wanted.size(); i++) {
                if (wanted.get(i) >= numbers.next()) {
                    beyond.put(wanted.get(i), outcomes.get(i));
                }
            }
            number += chunk;
            long missed = number - numbers.next();
            chunk = outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Found)
                    ? Math.min(chunk * 2, CLIMB)
                    : (int) Math.max(1, lookAhead - missed);
        }
        Batch overtaken = batch();
        beyond.headMap(numbers.next()).forEach((passed, outcome) -> {
            if (outcome instanceof Outcome.Failed failed) {
                overtaken.problem(key(numbers.type() + "/" + passed), failed.cause());
            }
        });
        archive.publish(overtaken);
        Collection<Outcome> last = beyond.tailMap(numbers.next()).values();
        return last.stream().allMatch(outcome -> outcome instanceof Outcome.Failed)
                && last.iterator().next() instanceof Outcome.Failed(var failure) ? failure : null;
    }

    /** Concepts may have changed or become final; gaps may have been filled. */
    private void readAgain(InvoiceNumbers numbers, boolean deep) {
        List<Long> again = new ArrayList<>(numbers.concepts());
        if (again.size() > plan.rereads()) {
            // In turn: each round begins where the last one ended.
            java.util.Collections.rotate(again, (int) -(round * plan.rereads() % again.size()));
            again = again.subList(0, plan.rereads());
        }
        if (deep) {
            again.addAll(numbers.gaps());
        }
        for (int from = 0; from < again.size(); from += CHUNK) {
            read(numbers, again.subList(from, Math.min(again.size(), from + CHUNK)));
        }
    }

    @Override
    List<RecordKey> readEach(Collection<RecordKey> keys) {
        List<RecordKey> missing = new ArrayList<>();
        keys.stream().collect(Collectors.groupingBy(InvoiceScan::type)).forEach((type, ofType) -> {
            InvoiceNumbers numbers = InvoiceNumbers.of(type, position());
            for (int from = 0; from < ofType.size(); from += CHUNK) {
                List<RecordKey> chunk = ofType.subList(from, Math.min(ofType.size(), from + CHUNK));
                List<Outcome> outcomes = read(numbers, chunk.stream().map(InvoiceScan::number).toList());
                for (int i = 0; i < chunk.size(); i++) {
                    if (outcomes.get(i) instanceof Outcome.Missing) {
                        missing.add(chunk.get(i));
                    }
                }
            }
        });
        return missing;
    }

    /** Reads and publishes invoices of one type. */
    private List<Outcome> read(InvoiceNumbers numbers, List<Long> wanted) {
        List<RecordKey> keys = wanted.stream().map(number -> key(numbers.type() + "/" + number)).toList();
        List<TwinfieldCall<RecordXml>> calls = keys.stream().map(this::call).toList();
        // Of numbers beyond the last one it may be that none can be read.
        List<Outcome> outcomes = wanted.getFirst() < numbers.next() ? reads.all(calls) : reads.each(calls);
        Batch batch = batch();
        List<XmlElement> invoices = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Found found) {
                XmlElement invoice = found.record().element();
                invoices.add(invoice);
                // During the first load what was read is known, and may be more than should be kept twice.
                if (position().isComplete()) {
                    seenBookings.add(booking(invoice));
                }
                numbers.exists(wanted.get(i), "concept".equals(invoice.textAt("header", "status")));
                batch.saw(sighting(keys.get(i), found));
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Missing) {
                numbers.vanished(wanted.get(i));
            } else if (outcomes.get(i) instanceof Outcome.Failed failed && wanted.get(i) < numbers.next()) {
                batch.problem(keys.get(i), failed.cause());
            }
        }
        Batch whole = batch();
        companions.of(invoices, whole);
        batch.sightings().forEach(whole::saw);
        batch.problems().forEach(whole::problem);
        archive.publish(whole.moveTo(numbers.in(position())));
        return outcomes;
    }

    /** Looks for the invoices that were booked. */
    private void follow(List<Booking> booked, boolean anew) {
        int fruitless = 0;
        for (Booking booking : booked.stream().filter(booking -> isNumber(booking.invoiceNumber()))
                .sorted(Comparator.comparingLong(booking -> number(booking))).toList()) {
            boolean settled = seenBookings.contains(booking.code()) || (anew && isKnown(booking));
            if (!settled && fruitless < FRUITLESS) {
                fruitless = find(booking) ? 0 : fruitless + 1;
            }
            bookings.handled(booking);
        }
    }

    /** A booking does not name the invoice's type: the right one names the booking (twinfield-api §5). */
    private boolean find(Booking booking) {
        long number = number(booking);
        List<InvoiceNumbers> nearest = types.stream().map(type -> InvoiceNumbers.of(type, position()))
                .sorted(Comparator.comparingLong(numbers -> Math.abs(numbers.next() - number))).toList();
        for (InvoiceNumbers numbers : nearest) {
            Outcome outcome = reads.one(call(key(numbers.type() + "/" + number)));
            if (outcome instanceof Outcome.Found found && booking.code().equals(booking(found.record().element()))) {
                if (number > numbers.next() + SAME_ROW) {
                    numbers.jumpTo(number);
                }
                if (number >= numbers.next()) {
                    climb(numbers, LOOK_AHEAD_FIRST, number);
                } else {
                    read(numbers, List.of(number));
                }
                return true;
            }
        }
        return false;
    }

    private boolean isKnown(Booking booking) {
        return types.stream().anyMatch(type -> archive.known(key(type + "/" + number(booking))) != null);
    }

    private static String type(RecordKey key) {
        return key.code().substring(0, key.code().lastIndexOf('/'));
    }

    private static long number(RecordKey key) {
        return Long.parseLong(key.code().substring(key.code().lastIndexOf('/') + 1));
    }

    private static String booking(XmlElement invoice) {
        return invoice.textAt("financials", "code") + "/" + invoice.textAt("financials", "number");
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}");
    }

    private static long number(Booking booking) {
        return booking.invoiceNumber() == null ? 0 : Long.parseLong(booking.invoiceNumber());
    }
}
