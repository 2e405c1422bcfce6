/** The calls themselves: SOAP envelopes and their answers (twinfield-api §2, §7). */
@NullMarked
package com.twinafas.twinfield.call;

import org.jspecify.annotations.NullMarked;
