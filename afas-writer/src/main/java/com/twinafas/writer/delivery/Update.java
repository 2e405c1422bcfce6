package com.twinafas.writer.delivery;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;

/** What must become true in AFAS for one record, and where it came from. */
public record Update(RecordKey key, Version version, AfasUpdate content, Position position) {

    /** Where an update stands in its log. */
    public record Position(Topic topic, long offset) {
    }
}
