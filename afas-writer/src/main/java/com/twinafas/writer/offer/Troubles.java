package com.twinafas.writer.offer;

import java.util.Map;

import com.twinafas.schemas.failure.Cause;

/** What people are told of that is no record's trouble. */
public interface Troubles {

    /**
     * Opens these by their names, and closes whatever of the kind was open and is not among them.
     *
     * @param kind what the names begin with
     */
    void are(String kind, Map<String, Cause> troubles);
}
