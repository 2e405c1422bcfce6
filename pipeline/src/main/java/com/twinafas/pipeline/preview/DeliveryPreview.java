package com.twinafas.pipeline.preview;

import java.util.List;

/** Finds out what delivering updates would do, without sending anything; the writer does. */
public interface DeliveryPreview {

    /** For each update, in their order. */
    List<PlannedDelivery> of(List<MappedUpdate> updates);
}
