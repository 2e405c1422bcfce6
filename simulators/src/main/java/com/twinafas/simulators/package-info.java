/** A Twinfield and an AFAS that behave as the real ones do, faults included, and a company to fill them with. */
@NullMarked
package com.twinafas.simulators;

import org.jspecify.annotations.NullMarked;
