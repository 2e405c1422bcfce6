/** Twinfield's values: codes, periods, amounts, dates, times (twinfield-api §3). */
@NullMarked
package com.twinafas.twinfield.value;

import org.jspecify.annotations.NullMarked;
