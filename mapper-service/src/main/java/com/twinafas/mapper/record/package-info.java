/** What goes into the mapper and what comes out: raw records, those known beside them, updates and causes. */
@NullMarked
package com.twinafas.mapper.record;

import org.jspecify.annotations.NullMarked;
