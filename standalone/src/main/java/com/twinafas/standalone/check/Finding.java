package com.twinafas.standalone.check;

import java.util.List;

import com.twinafas.schemas.failure.Cause;

/**
 * What the check found of one system.
 *
 * @param system  Twinfield or AFAS
 * @param missing what keeps the flows from working; empty when nothing does
 */
public record Finding(String system, List<Cause> missing) {

    public Finding {
        missing = List.copyOf(missing);
    }
}
