package com.twinafas.writer.commit;

import com.twinafas.afas.AfasAnswer;
import com.twinafas.writer.delivery.Step;

/** A request that AFAS carried out: its answer, and the step that tells of it. */
public record Sent(AfasAnswer answer, Step step) {
}
