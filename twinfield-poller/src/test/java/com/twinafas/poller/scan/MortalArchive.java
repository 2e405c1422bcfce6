package com.twinafas.poller.scan;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.Known;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** The archive of a process that ends while it publishes. */
final class MortalArchive implements Archive {

    /** The process is gone. */
    static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private final MemoryArchive archive;
    private int batches;
    private boolean published;
    private long ends;

    MortalArchive(MemoryArchive archive) {
        this.archive = archive;
    }

    /** Ends at the n-th batch, before or after it is published. */
    void endAt(int nth, boolean after) {
        batches = nth;
        published = after;
    }

    /** How often it ended. */
    long ends() {
        return ends;
    }

    @Override
    public void publish(Batch batch) {
        if (--batches == 0) {
            ends++;
            if (published) {
                archive.publish(batch);
            }
            throw new Ended();
        }
        archive.publish(batch);
    }

    @Override
    public @Nullable Known known(RecordKey key) {
        return archive.known(key);
    }

    @Override
    public List<RecordKey> present(String office, RecordKind kind, Predicate<RecordKey> wanted) {
        return archive.present(office, kind, wanted);
    }

    @Override
    public int countPresent(String office, RecordKind kind) {
        return archive.countPresent(office, kind);
    }

    @Override
    public Position position(String name) {
        return archive.position(name);
    }

    @Override
    public Set<RecordKey> problems(String office, RecordKind kind) {
        return archive.problems(office, kind);
    }

    @Override
    public void polled(String name) {
        archive.polled(name);
    }
}
