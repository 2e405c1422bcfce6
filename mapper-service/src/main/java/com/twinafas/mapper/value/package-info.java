/** Values on their way from a record to a field: their types, and what can be read as what. */
@NullMarked
package com.twinafas.mapper.value;

import org.jspecify.annotations.NullMarked;
