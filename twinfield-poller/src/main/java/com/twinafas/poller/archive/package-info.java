/** What was polled, and what of it is new: the memory of the poller. */
@NullMarked
package com.twinafas.poller.archive;

import org.jspecify.annotations.NullMarked;
