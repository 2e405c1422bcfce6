/** The share of Twinfield's limits that one organisation may use (twinfield-api §6). */
@NullMarked
package com.twinafas.twinfield.budget;

import org.jspecify.annotations.NullMarked;
