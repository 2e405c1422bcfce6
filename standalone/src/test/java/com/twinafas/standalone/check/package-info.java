/** Tests of this package. */
@NullMarked
package com.twinafas.standalone.check;

import org.jspecify.annotations.NullMarked;
