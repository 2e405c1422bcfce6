package com.twinafas.poller.archive;

/** A sighting that says something new, with its revision. */
public record Change(Sighting sighting, long revision) {
}
