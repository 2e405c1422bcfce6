/** How each kind of record is found and read (twinfield-api §5). */
@NullMarked
package com.twinafas.poller.scan;

import org.jspecify.annotations.NullMarked;
