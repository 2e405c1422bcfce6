package com.twinafas.writer.commit;

import java.util.List;

import com.twinafas.afas.AfasAnswer;
import com.twinafas.writer.delivery.Step;

/**
 * A request that AFAS carried out.
 *
 * @param steps that tell of it and are not recorded yet
 */
public record Sent(AfasAnswer answer, List<Step> steps) {

    public Sent {
        steps = List.copyOf(steps);
    }
}
