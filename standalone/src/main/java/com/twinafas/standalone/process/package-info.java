/** One process with the roles it is told to play, and what it brings along for them. */
@NullMarked
package com.twinafas.standalone.process;

import org.jspecify.annotations.NullMarked;
