/** The poller as a whole, with a broker and a simulated Twinfield. */
@NullMarked
package com.twinafas.poller;

import org.jspecify.annotations.NullMarked;
