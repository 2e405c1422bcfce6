/** HTTP as all of Twinfield's servers need it; what goes wrong beneath it becomes a failure. */
@NullMarked
package com.twinafas.twinfield.http;

import org.jspecify.annotations.NullMarked;
