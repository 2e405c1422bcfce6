package com.twinafas.poller.archive;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** Where everything that was polled is kept. Safe for many scans at once. */
public interface Archive {

    /** The last published state; null when the record was never seen. */
    @Nullable
    Known known(RecordKey key);

    /** Those records of a kind that are not deleted, by their code, as far as they are wanted. */
    List<RecordKey> present(String office, RecordKind kind, Predicate<RecordKey> wanted);

    /** How many records of a kind are not deleted. */
    int countPresent(String office, RecordKind kind);

    /** Where the scan stands; {@link Position#START} when it never ran. */
    Position position(String name);

    /**
     * A round of the scan went well, whether it found anything or not; who watches over the poller sees it.
     *
     * @throws PublishFailure when that cannot be told now
     */
    void polled(String name);

    /** The records of a kind whose problem is open. */
    Set<RecordKey> problems(String office, RecordKind kind);

    /**
     * Publishes what is new in the batch, with its problems and its position, in one step.
     *
     * @throws PublishFailure when that is not possible now
     */
    void publish(Batch batch);
}
