/** Customers and the other dimensions (twinfield-api §4.2). */
@NullMarked
package com.twinafas.twinfield.dimension;

import org.jspecify.annotations.NullMarked;
