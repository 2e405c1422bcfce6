/** Asking that a customer is erased, and seeing how far that is. */
@NullMarked
package com.twinafas.pipeline.erasure;

import org.jspecify.annotations.NullMarked;
