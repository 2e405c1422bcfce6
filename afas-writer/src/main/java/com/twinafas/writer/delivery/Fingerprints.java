package com.twinafas.writer.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/**
 * What AFAS was last told of a record, value by value: enough to see that a value changed, too little to tell what it
 * is. Place and value are kept as 4 bytes each of a hash that is another one for every record.
 *
 * @param key    of the record
 * @param hashes of places, and of the value last told there
 */
public record Fingerprints(RecordKey key, SortedMap<Integer, Integer> hashes) {

    public Fingerprints {
        hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    }

    /** AFAS was told nothing of this record. */
    public static Fingerprints none(RecordKey key) {
        return new Fingerprints(key, new TreeMap<>());
    }

    /** As {@link #bytes()} wrote them. */
    public static Fingerprints of(RecordKey key, ByteBuffer bytes) {
        SortedMap<Integer, Integer> hashes = new TreeMap<>();
        ByteBuffer read = bytes.duplicate();
        while (read.remaining() >= 2 * Integer.BYTES) {
            hashes.put(read.getInt(), read.getInt());
        }
        return new Fingerprints(key, hashes);
    }

    /** Eight bytes for each value. */
    public ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * 2 * Integer.BYTES);
        hashes.forEach((place, value) -> bytes.putInt(place).putInt(value));
        return bytes.flip();
    }

    /** Whether AFAS was told any value at this place. */
    public boolean knows(String place) {
        return hashes.containsKey(place(place));
    }

    /** Whether this is the value that AFAS was last told at this place. */
    public boolean says(String place, String value) {
        Integer told = hashes.get(place(place));
        return told != null && told == hash(place + "\n" + value);
    }

    /** With a value that AFAS has been told. */
    public Fingerprints with(String place, String value) {
        SortedMap<Integer, Integer> changed = new TreeMap<>(hashes);
        changed.put(place(place), hash(place + "\n" + value));
        return new Fingerprints(key, changed);
    }

    /** With the hash of another place kept at this one, by which the other is found again. */
    public Fingerprints pointing(String place, String other) {
        SortedMap<Integer, Integer> changed = new TreeMap<>(hashes);
        changed.put(place(place), place(other));
        return new Fingerprints(key, changed);
    }

    /** The hash of the place that this one points at; null when it points at none. */
    public @Nullable Integer pointed(String place) {
        return hashes.get(place(place));
    }

    /** As if AFAS had never been told anything at the place with this hash. */
    public Fingerprints without(int placeHash) {
        SortedMap<Integer, Integer> changed = new TreeMap<>(hashes);
        changed.remove(placeHash);
        return new Fingerprints(key, changed);
    }

    /** The hash of a place, by which an intent names what it is about. */
    public int place(String place) {
        return hash(place);
    }

    private int hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest((key + "\n" + text).getBytes(StandardCharsets.UTF_8))).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
