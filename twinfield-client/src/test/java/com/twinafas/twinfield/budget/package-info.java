/** The budget, minute by minute. */
@NullMarked
package com.twinafas.twinfield.budget;

import org.jspecify.annotations.NullMarked;
