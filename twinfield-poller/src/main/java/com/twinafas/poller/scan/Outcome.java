package com.twinafas.poller.scan;

import java.time.Instant;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** What came of reading one record. */
sealed interface Outcome {

    /** @param readAt when the reading began */
    record Found(RecordXml record, Instant readAt) implements Outcome {
    }

    /** Twinfield says that it does not exist. */
    record Missing() implements Outcome {
    }

    /** It cannot be read as it is; others can. */
    record Failed(TwinfieldFailure failure) implements Outcome {

        /** Twinfield answers the others: it is not away, it does not give this one. */
        Cause cause() {
            Cause cause = failure.failure();
            return cause.code() == FailureCode.TWINFIELD_UNAVAILABLE
                    ? Cause.of(FailureCode.TWINFIELD_REFUSED, "reason", String.valueOf(failure.getMessage()))
                    : cause;
        }
    }
}
