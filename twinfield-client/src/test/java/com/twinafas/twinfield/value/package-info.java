/** Values, good and impossible. */
@NullMarked
package com.twinafas.twinfield.value;

import org.jspecify.annotations.NullMarked;
