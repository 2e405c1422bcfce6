/** Works on redrives, discards and replays: maps the current state of records again, beside the live mapper. */
@NullMarked
package com.twinafas.mapper.replay;

import org.jspecify.annotations.NullMarked;
