package com.twinafas.writer.delivery;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.DocumentKind;

/**
 * The whole state of one record at AFAS. Every change gives a new one; none of them takes away a key that is known.
 *
 * @param documentKind   as what it lands there, from its first intent on
 * @param administration in which it lands, from its first intent on
 * @param keys           by which AFAS knows it, by field
 * @param version        last delivered; null while nothing was
 * @param intent         open as long as it is not known what became of it
 * @param told           the values AFAS was last told, of records of which only changes are sent
 */
public record Delivery(RecordKey key, @Nullable DocumentKind documentKind, @Nullable String administration,
        SortedMap<String, String> keys, @Nullable Version version, @Nullable Intent intent, Outcome outcome,
        @Nullable FailureCode outcomeCode, Instant outcomeAt, Fingerprints told) {

    public Delivery {
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    /** Nothing is known of this record at AFAS. */
    public static Delivery none(RecordKey key) {
        return new Delivery(key, null, null, new TreeMap<>(), null, null, Outcome.NONE, null, Instant.EPOCH,
                Fingerprints.none(key));
    }

    /** The value of a key; null when it is not known. */
    public @Nullable String afas(String field) {
        return keys.get(field);
    }

    /** A request that creates something is about to be sent. */
    public Delivery intending(Intent intended, DocumentKind kind, @Nullable String inAdministration) {
        return new Delivery(key, kind, inAdministration, keys, version, intended, outcome, outcomeCode, outcomeAt,
                told);
    }

    /** A request that can be sent twice is about to be sent. */
    public Delivery repeating(Intent intended) {
        return new Delivery(key, documentKind, administration, keys, version, intended, outcome, outcomeCode, outcomeAt,
                told);
    }

    /** What was intended is known not to have happened. */
    public Delivery notDone() {
        return new Delivery(key, documentKind, administration, keys, version, null, outcome, outcomeCode, outcomeAt,
                told);
    }

    /** AFAS has this version under these keys. */
    public Delivery delivered(Version delivered, Map<String, String> found, Instant at) {
        return new Delivery(key, documentKind, administration, and(found), delivered, null, Outcome.DELIVERED, null,
                at, told);
    }

    /** AFAS had it already; what was delivered as this very version stays delivered. */
    public Delivery unchanged(Version same, Instant at) {
        if (outcome == Outcome.DELIVERED && same.equals(version)) {
            return this;
        }
        return new Delivery(key, documentKind, administration, keys, same, intent, Outcome.UNCHANGED, null, at, told);
    }

    /** AFAS had it already, under these keys, without our doing. */
    public Delivery linked(Version same, Map<String, String> found, Instant at) {
        return new Delivery(key, documentKind, administration, and(found), same, null, Outcome.UNCHANGED, null, at,
                told);
    }

    /** Of this kind and administration. */
    public Delivery as(DocumentKind kind, @Nullable String inAdministration) {
        return new Delivery(key, kind, inAdministration, keys, version, intent, outcome, outcomeCode, outcomeAt, told);
    }

    /** AFAS turns out to have it under these keys, but nobody knows in which state. */
    public Delivery found(Map<String, String> keysFound, Instant at) {
        return new Delivery(key, documentKind, administration, and(keysFound), version, null, Outcome.NONE, null, at,
                told);
    }

    /** An update came that is behind what AFAS has. */
    public Delivery superseded(Instant at) {
        return new Delivery(key, documentKind, administration, keys, version, intent, Outcome.SUPERSEDED, null, at,
                told);
    }

    /** It was looked for once more and is still not known. */
    public Delivery inDoubt(Instant at) {
        return new Delivery(key, documentKind, administration, keys, version,
                intent == null ? null : intent.lookedOnceMore(), Outcome.IN_DOUBT, FailureCode.IN_DOUBT, at, told);
    }

    /** A person must act. */
    public Delivery refused(FailureCode code, Instant at) {
        return new Delivery(key, documentKind, administration, keys, version, intent, Outcome.REFUSED, code, at, told);
    }

    /** AFAS has been told these values. */
    public Delivery telling(Fingerprints values) {
        return new Delivery(key, documentKind, administration, keys, version, intent, outcome, outcomeCode, outcomeAt,
                values);
    }

    /** The same, and what was told has these keys. */
    public Delivery telling(Fingerprints values, Map<String, String> found) {
        return new Delivery(key, documentKind, administration, and(found), version, intent, outcome, outcomeCode,
                outcomeAt, values);
    }

    private SortedMap<String, String> and(Map<String, String> found) {
        SortedMap<String, String> all = new TreeMap<>(keys);
        all.putAll(found);
        return all;
    }
}
