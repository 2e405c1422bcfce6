package com.twinafas.standalone.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;

/**
 * What the check found of one system.
 *
 * @param system  Twinfield or AFAS
 * @param missing what keeps the flows from working; empty when nothing does
 * @param detail  for an administrator: what exactly was answered; null when there is no more to say
 */
public record Finding(String system, List<Cause> missing, @Nullable String detail) {

    public Finding {
        missing = List.copyOf(missing);
    }
}
