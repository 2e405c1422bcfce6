/** The finder (twinfield-api §2.2). */
@NullMarked
package com.twinafas.simulators.twinfield.finder;

import org.jspecify.annotations.NullMarked;
