/** Twinfield as a library: one port, {@link com.twinafas.twinfield.Twinfield}, and failures as types. */
@NullMarked
package com.twinafas.twinfield;

import org.jspecify.annotations.NullMarked;
