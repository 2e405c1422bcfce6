/** Offices (twinfield-api §4.1). */
@NullMarked
package com.twinafas.twinfield.office;

import org.jspecify.annotations.NullMarked;
