/** Browse data and its definitions (twinfield-api §5.1). */
@NullMarked
package com.twinafas.simulators.twinfield.browse;

import org.jspecify.annotations.NullMarked;
