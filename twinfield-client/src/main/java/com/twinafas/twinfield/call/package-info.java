/** The calls themselves: SOAP envelopes, their answers, and the HTTP beneath (twinfield-api §2, §7). */
@NullMarked
package com.twinafas.twinfield.call;

import org.jspecify.annotations.NullMarked;
