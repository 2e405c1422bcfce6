package com.twinafas.pipeline.story;

import java.util.List;

import com.twinafas.schemas.key.RecordKey;

/** Knows which requests an update means at AFAS; the writer does. */
@FunctionalInterface
public interface RequestRendering {

    /** Where no writer is: the update speaks for itself. */
    RequestRendering NONE = (key, update) -> List.of();

    /**
     * The requests in their order, each as method, connector and body.
     *
     * @param update payload of the update, opened
     */
    List<String> requests(RecordKey key, byte[] update);
}
