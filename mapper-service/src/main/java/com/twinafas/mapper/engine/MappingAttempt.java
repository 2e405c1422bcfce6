package com.twinafas.mapper.engine;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.KnownRecords;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKind;

/** Maps a record off its topic so that nothing that stands in it stops the mapper. */
public final class MappingAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(MappingAttempt.class);

    private MappingAttempt() {
    }

    /**
     * What becomes of the record.
     *
     * @throws KafkaException when what it needs cannot be read
     */
    public static MapResult of(RawReading.Envelope envelope, RecordMapper mapper, RawReading reading,
            KnownRecords known) {
        try {
            return mapper.map(reading.record(envelope), known, Trace.NONE);
        } catch (Unmappable e) {
            // A document that cannot be delivered is a person's to look after; of the customer nothing is left to do.
            return e.why().code() == FailureCode.CUSTOMER_ERASED && envelope.key().kind() == RecordKind.CUSTOMER
                    ? new MapResult.Ignored("erased")
                    : new MapResult.Refused(e.why(), null);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // The message may quote the record: only where it happened may be told.
            LOG.atError().addKeyValue("record", envelope.key())
                    .addKeyValue("at", e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0])
                    .addKeyValue("error", e.getClass().getSimpleName()).log("A record cannot be mapped");
            return new MapResult.Refused(
                    Cause.of(FailureCode.UNEXPECTED, "reason", e.getClass().getSimpleName()), null);
        }
    }
}
