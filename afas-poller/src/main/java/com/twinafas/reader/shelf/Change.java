package com.twinafas.reader.shelf;

import com.twinafas.reader.statement.Sighting;

/** A sighting that says something new, with its revision. */
public record Change(Sighting sighting, long revision) {
}
