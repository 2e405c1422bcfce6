/** An environment's free fields, found by the labels people see. */
@NullMarked
package com.twinafas.afas.freefield;

import org.jspecify.annotations.NullMarked;
