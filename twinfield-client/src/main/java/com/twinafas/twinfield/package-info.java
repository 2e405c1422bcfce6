/** Twinfield as a library: one port, {@link com.twinafas.twinfield.Twinfield}, and what reads to the end through it. */
@NullMarked
package com.twinafas.twinfield;

import org.jspecify.annotations.NullMarked;
