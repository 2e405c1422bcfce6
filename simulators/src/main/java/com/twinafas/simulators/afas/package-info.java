/**
 * An AFAS Profit over HTTP that behaves as the real one does, faults included, and keeps its own books: what a test asks
 * when it wants to know what really happened.
 */
@NullMarked
package com.twinafas.simulators.afas;

import org.jspecify.annotations.NullMarked;
