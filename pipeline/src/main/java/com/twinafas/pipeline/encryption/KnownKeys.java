package com.twinafas.pipeline.encryption;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.KeyTable;

/** The key of each owner, some 80 bytes for one and no object, and who was erased. Safe for threads. */
final class KnownKeys {

    private static final int NUMBER = 0;
    private static final int SECRET = 1;
    private static final int SECRET_LONGS = DataKey.BYTES / Long.BYTES;
    private static final int COLUMNS = SECRET + SECRET_LONGS;
    /** In place of the number of an owner that was erased; that of a key is above 0. */
    private static final long ERASED = -1;

    private final KeyTable keys = new KeyTable(COLUMNS);
    private final Set<String> condemned = new HashSet<>();

    /** The owner's key; null when it has none that is known. */
    synchronized @Nullable DataKey find(String owner) {
        int row = keys.row(owner);
        long number = row == KeyTable.NONE ? 0 : keys.get(row, NUMBER);
        if (number == ERASED) {
            throw new ContentErased();
        }
        return number == 0 ? null : DataKey.of(owner, number, secret(row));
    }

    synchronized boolean isErased(String owner) {
        int row = keys.row(owner);
        return row != KeyTable.NONE && keys.get(row, NUMBER) == ERASED;
    }

    /** Of an erased owner nothing is kept: its key is to be destroyed. */
    synchronized void put(DataKey key) {
        if (isErased(key.owner())) {
            condemned.add(key.owner());
            return;
        }
        int row = keys.add(key.owner());
        keys.set(row, NUMBER, key.number());
        ByteBuffer secret = ByteBuffer.wrap(key.bytes());
        for (int i = 0; i < SECRET_LONGS; i++) {
            keys.set(row, SECRET + i, secret.getLong());
        }
    }

    /** Forgets the owner's key, for ever. */
    synchronized void erase(String owner) {
        int row = keys.add(owner);
        if (keys.get(row, NUMBER) > 0) {
            condemned.add(owner);
        }
        blank(row);
        keys.set(row, NUMBER, ERASED);
    }

    /** Its key is on the topic no more. */
    synchronized void destroyed(String owner) {
        condemned.remove(owner);
        int row = keys.row(owner);
        if (row != KeyTable.NONE && keys.get(row, NUMBER) != ERASED) {
            blank(row);
            keys.remove(owner);
        }
    }

    /** The erased owners whose keys are on the topic still. */
    synchronized List<String> condemned() {
        return List.copyOf(condemned);
    }

    /** Whether the owner has a key, or was erased. */
    synchronized boolean knows(String owner) {
        return keys.contains(owner);
    }

    private byte[] secret(int row) {
        ByteBuffer secret = ByteBuffer.allocate(DataKey.BYTES);
        for (int i = 0; i < SECRET_LONGS; i++) {
            secret.putLong(keys.get(row, SECRET + i));
        }
        return secret.array();
    }

    private void blank(int row) {
        for (int i = 0; i < SECRET_LONGS; i++) {
            keys.set(row, SECRET + i, 0);
        }
    }
}
