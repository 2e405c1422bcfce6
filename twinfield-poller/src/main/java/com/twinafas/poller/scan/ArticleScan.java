package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.Finder;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.call.TwinfieldCall;

/**
 * Articles: nothing in Twinfield says which changed (twinfield-api §5), so each round lists all, reads the new ones, and
 * reads the others again in turn, as many as the budget allows.
 */
public final class ArticleScan extends RecordScan {

    private static final String READ_UP_TO = "readUpTo";

    private final Finder finder;

    public ArticleScan(OfficePlan plan, Archive archive, Twinfield twinfield, InstantSource clock) {
        super(RecordKind.ARTICLE, plan, archive, new Reads(twinfield, clock), clock);
        this.finder = new Finder(twinfield);
    }

    @Override
    TwinfieldCall<RecordXml> call(RecordKey key) {
        return ProcessXml.article(key.office(), key.code());
    }

    @Override
    Sighting sighting(RecordKey key, Outcome.Found found) {
        return Sightings.of(key, found.record(), found.readAt());
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Set<String> listed = new HashSet<>(finder.codes(plan.office(), "ART", Map.of()));
        TreeSet<String> all = new TreeSet<>(listed);
        archive.present(plan.office(), kind(), this::isHidden).forEach(key -> all.add(key.code()));
        if (!compareWith(key -> all.contains(key.code()), now)) {
            return;
        }
        List<String> unknown = listed.stream().filter(this::isUnknown).sorted().toList();
        List<String> again = new ArrayList<>();
        if (position().isComplete()) {
            String last = position().text(READ_UP_TO, "");
            again.addAll(all.tailSet(last, false));
            again.addAll(all.headSet(last, true));
            again.removeAll(unknown);
            again = again.subList(0, Math.min(again.size(), plan.rereads()));
        }
        readEach(unknown.stream().map(this::key).toList());
        readEach(again.stream().map(this::key).toList());
        archive.publish(batch().moveTo(
                (again.isEmpty() ? position() : position().with(READ_UP_TO, again.getLast()))
                        .complete(clock.instant())));
        retryProblems();
    }

    /** Finder does not list hidden ones: that one is missing there says nothing. */
    private boolean isHidden(RecordKey key) {
        Known known = archive.known(key);
        return known != null && known.state() == RecordState.HIDDEN;
    }

    private boolean isUnknown(String code) {
        Known known = archive.known(key(code));
        return known == null || known.state() == RecordState.DELETED;
    }
}
