package com.twinafas.writer.commit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.delivery.Version;

/**
 * A request that creates something: a POST, or a PUT that adds lines or bank accounts.
 *
 * @param reference natural key by which its result is found
 * @param facts     what the result must agree with, by AFAS field: numbers and dates, never personal data
 * @param owner     customer whose personal data the request holds, or the record itself when it holds nobody's
 */
public record Creation(DocumentKind kind, @Nullable String administration, Version version, AfasRequest request,
        String reference, Map<String, String> facts, RecordKey owner) {

    /** The same with another request. */
    Creation with(AfasRequest other) {
        return new Creation(kind, administration, version, other, reference, facts, owner);
    }
}
