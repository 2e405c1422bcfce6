/** AFAS Profit as a library: one port, {@link com.twinafas.afas.Afas}, and failures as types. */
@NullMarked
package com.twinafas.afas;

import org.jspecify.annotations.NullMarked;
