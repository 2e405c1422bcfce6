/** How a record is named: office, kind and code. */
@NullMarked
package com.twinafas.schemas.key;

import org.jspecify.annotations.NullMarked;
