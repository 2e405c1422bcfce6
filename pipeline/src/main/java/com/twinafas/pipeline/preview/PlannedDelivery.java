package com.twinafas.pipeline.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;

/**
 * What delivering an update would do.
 *
 * @param outcome     delivered, unchanged, superseded, waiting or refused
 * @param refusal     why it would be refused
 * @param requests    to AFAS, in their order
 * @param differences with what AFAS has now; empty for what does not exist there yet
 */
public record PlannedDelivery(String outcome, @Nullable Cause refusal, List<Request> requests,
        List<Difference> differences) {

    public PlannedDelivery {
        requests = List.copyOf(requests);
        differences = List.copyOf(differences);
    }

    /**
     * One request as it would be sent.
     *
     * @param body JSON; {@code ?} stands where AFAS gives a number on the way
     */
    public record Request(String method, String connector, String body) {
    }
}
