/** How the simulated Twinfield writes: XML in a style that varies, texts in the user's language. */
@NullMarked
package com.twinafas.simulators.twinfield.wording;

import org.jspecify.annotations.NullMarked;
