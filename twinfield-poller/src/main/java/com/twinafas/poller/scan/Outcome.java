package com.twinafas.poller.scan;

import java.time.Instant;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.twinfield.call.RecordXml;

/** What came of reading one record. */
sealed interface Outcome {

    /** @param readAt when the reading began */
    record Found(RecordXml record, Instant readAt) implements Outcome {
    }

    /** Twinfield says that it does not exist. */
    record Missing() implements Outcome {
    }

    /** It cannot be read as it is; others can. */
    record Failed(Cause cause) implements Outcome {
    }
}
