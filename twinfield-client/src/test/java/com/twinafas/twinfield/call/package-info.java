/** Calls over HTTP, and answers as Twinfield gives them. */
@NullMarked
package com.twinafas.twinfield.call;

import org.jspecify.annotations.NullMarked;
