/** Redrives, discards and replays on a broker. */
@NullMarked
package com.twinafas.mapper.replay;

import org.jspecify.annotations.NullMarked;
