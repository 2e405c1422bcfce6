package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.Finder;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/**
 * Customers: all at once by bulk read, then those that Finder says were modified. The complete list is Finder's, hidden
 * ones included, because it is not documented whether a bulk read shows those (twinfield-api §5, §9).
 */
public final class CustomerScan extends RecordScan {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
            .withZone(ZoneOffset.UTC);
    private static final String CHANGES_SINCE = "changesSince";
    private static final String LISTED_AT = "listedAt";
    /** From here on one bulk read costs less than reading one by one. */
    private static final int MANY = 50;

    private final Finder finder;
    private final DimensionReader dimensions;

    public CustomerScan(OfficePlan plan, Archive archive, Twinfield twinfield, InstantSource clock) {
        super(RecordKind.CUSTOMER, plan, archive, new Reads(twinfield, clock), clock);
        this.finder = new Finder(twinfield);
        this.dimensions = new DimensionReader(twinfield, archive, clock);
    }

    @Override
    TwinfieldCall<RecordXml> call(RecordKey key) {
        return ProcessXml.dimension(key.office(), Sightings.CUSTOMER_TYPE, key.code());
    }

    @Override
    Sighting sighting(RecordKey key, Outcome.Found found) {
        return Sightings.of(key, found.record(), found.readAt());
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Position position = position();
        Instant listedAt = position.instant(LISTED_AT);
        if (!position.isComplete() || isStopped() || listedAt == null
                || !now.isBefore(listedAt.plus(plan.completeList()))) {
            readAll(now);
        } else {
            readChanges(now, position.instant(CHANGES_SINCE));
        }
        retryProblems();
    }

    private void readAll(Instant now) {
        Set<String> listed = new HashSet<>(codes(Map.of()));
        listed.remove(Sightings.CUSTOMER_TYPE);
        if (!compareWith(key -> listed.contains(key.code()), now)) {
            return;
        }
        Set<String> read = bulk();
        readEach(listed.stream().filter(code -> !read.contains(code)).sorted().map(this::key).toList());
        archive.publish(batch().moveTo(position().with(CHANGES_SINCE, now.toString())
                .with(LISTED_AT, now.toString()).complete(clock.instant())));
    }

    private void readChanges(Instant now, @org.jspecify.annotations.Nullable Instant since) {
        Instant from = (since == null ? now : since).minus(plan.overlap());
        List<String> changed = codes(Map.of("modifiedsince", UTC.format(from)));
        if (changed.size() > MANY) {
            Set<String> read = bulk();
            changed = changed.stream().filter(code -> !read.contains(code)).toList();
        }
        readEach(changed.stream().filter(code -> !code.equals(Sightings.CUSTOMER_TYPE)).map(this::key).toList());
        archive.publish(batch().moveTo(position().with(CHANGES_SINCE, now.toString())));
    }

    private List<String> codes(Map<String, String> more) {
        Map<String, String> options = new java.util.TreeMap<>(more);
        options.put("dimtype", Sightings.CUSTOMER_TYPE);
        options.put("includehidden", "1");
        return finder.codes(plan.office(), "DIM", options);
    }

    /** Reads all in one call; where there are too many for one answer, none, and each is read by itself. */
    private Set<String> bulk() {
        try {
            return dimensions.all(name(), plan.office(), Sightings.CUSTOMER_TYPE, this::key);
        } catch (TwinfieldFailure.TooLarge | TwinfieldFailure.RecordRefused | TwinfieldFailure.NotFound e) {
            return Set.of();
        }
    }
}
