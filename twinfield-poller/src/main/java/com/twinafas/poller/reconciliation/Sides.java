package com.twinafas.poller.reconciliation;

import java.util.List;
import java.util.function.Consumer;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** One kind of record in both systems. */
interface Sides {

    RecordKind kind();

    /** Puts what both systems have of the periods into the tally. */
    void read(Tally tally);

    /** By what the record is found in AFAS. */
    String reference(RecordKey record);

    /** What AFAS has under these references, wherever it stands. */
    void find(List<String> references, Consumer<InAfas> each);
}
