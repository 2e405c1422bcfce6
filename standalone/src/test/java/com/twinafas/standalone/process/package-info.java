/** The services as processes: each of its own, and all in one. */
@NullMarked
package com.twinafas.standalone.process;

import org.jspecify.annotations.NullMarked;
