/**
 * Faults as data, and the HTTP server of both simulators that carries them out: what goes wrong is a list of rules with
 * a seed, so that every failure a test or the demo shows can be shown again.
 */
@NullMarked
package com.twinafas.simulators.fault;

import org.jspecify.annotations.NullMarked;
