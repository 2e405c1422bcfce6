/** A believable company made from a seed: what its two Twinfield offices hold, and what its AFAS must know beforehand. */
@NullMarked
package com.twinafas.simulators.company;

import org.jspecify.annotations.NullMarked;
