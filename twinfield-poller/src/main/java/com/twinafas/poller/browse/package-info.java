/** Day books read by browse, in parts where one answer cannot say all. */
@NullMarked
package com.twinafas.poller.browse;

import org.jspecify.annotations.NullMarked;
