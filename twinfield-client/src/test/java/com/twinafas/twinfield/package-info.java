/** Twinfield's real answers, read back. */
@NullMarked
package com.twinafas.twinfield;

import org.jspecify.annotations.NullMarked;
