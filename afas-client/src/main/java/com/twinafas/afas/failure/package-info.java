/** From what AFAS answers to a failure as a type: one table of texts, because AFAS says 500 to nearly everything. */
@NullMarked
package com.twinafas.afas.failure;

import org.jspecify.annotations.NullMarked;
