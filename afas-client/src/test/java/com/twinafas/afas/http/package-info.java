/** Turns and limits of calls. */
@NullMarked
package com.twinafas.afas.http;

import org.jspecify.annotations.NullMarked;
