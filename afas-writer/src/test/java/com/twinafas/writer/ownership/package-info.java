/** The writer on a broker: who owns, what is kept, what another one takes over. */
@NullMarked
package com.twinafas.writer.ownership;

import org.jspecify.annotations.NullMarked;
