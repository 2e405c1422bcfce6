package com.twinafas.mapper.customer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * The debtor blocks that were made last: each invoice brings its customer's, which is a third of the work of mapping one,
 * and a customer has many. Safe for threads.
 */
final class RecentBlocks {

    private static final int MOST = 500;

    private final Map<RecordKey, Recent> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordKey, Recent> eldest) {
            return size() > MOST;
        }
    };

    /** All that a block depends on but the mapping and the settings. */
    record Made(SourceRecord from, @Nullable XmlElement dimensionType, @Nullable String fixedDebtor) {
    }

    private record Recent(Made made, DebtorBlock block) {
    }

    /** The block that was made from the very same, else a new one. */
    DebtorBlock get(Made made, Supplier<DebtorBlock> block) {
        Recent last = last(made.from().key());
        DebtorBlock now = last != null && last.made().equals(made) ? last.block() : block.get();
        // Also what is equal: the very same record comes again, and is compared at a glance then.
        keep(made, now);
        return now;
    }

    private synchronized @Nullable Recent last(RecordKey key) {
        return blocks.get(key);
    }

    private synchronized void keep(Made made, DebtorBlock block) {
        blocks.put(made.from().key(), new Recent(made, block));
    }
}
