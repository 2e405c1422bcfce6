package com.twinafas.pipeline.kafka;

/** A Kafka record whose bytes are not what its topic holds; it goes to the dead-letter topic as it is. */
public final class UnreadableRecord extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String topic, Exception reason) {
        super("A record on " + topic + " cannot be read: " + reason.getClass().getSimpleName(), reason);
    }
}
