/** Transactions (twinfield-api §4.5). */
@NullMarked
package com.twinafas.twinfield.transaction;

import org.jspecify.annotations.NullMarked;
