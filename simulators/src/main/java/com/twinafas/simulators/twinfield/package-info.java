/**
 * A Twinfield over HTTP that behaves as the real one does (twinfield-api), with its own books. It knows nothing of our
 * client: it is held to the reference and to the samples.
 */
@NullMarked
package com.twinafas.simulators.twinfield;

import org.jspecify.annotations.NullMarked;
