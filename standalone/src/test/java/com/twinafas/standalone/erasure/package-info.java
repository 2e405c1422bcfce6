/** The proof that an erased customer is gone: every segment of the broker's log, read as whoever has its disk would. */
@NullMarked
package com.twinafas.standalone.erasure;

import org.jspecify.annotations.NullMarked;
