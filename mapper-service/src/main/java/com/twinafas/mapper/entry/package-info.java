/** Booked transactions to balanced financial entries. */
@NullMarked
package com.twinafas.mapper.entry;

import org.jspecify.annotations.NullMarked;
