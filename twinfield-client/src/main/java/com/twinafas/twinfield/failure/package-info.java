/** Why Twinfield did not give what was asked, as types (twinfield-api §7). */
@NullMarked
package com.twinafas.twinfield.failure;

import org.jspecify.annotations.NullMarked;
