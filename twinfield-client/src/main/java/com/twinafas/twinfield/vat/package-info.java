/** VAT codes (twinfield-api §4.6). */
@NullMarked
package com.twinafas.twinfield.vat;

import org.jspecify.annotations.NullMarked;
