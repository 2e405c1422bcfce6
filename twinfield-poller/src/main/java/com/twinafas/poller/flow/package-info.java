/** When each kind of each office is scanned, and what happens when that fails. */
@NullMarked
package com.twinafas.poller.flow;

import org.jspecify.annotations.NullMarked;
