/** Tests of this package. */
@NullMarked
package com.twinafas.afas.freefield;

import org.jspecify.annotations.NullMarked;
