/** Polls Twinfield and publishes every changed record raw. */
@NullMarked
package com.twinafas.poller;

import org.jspecify.annotations.NullMarked;
