/** When each kind is read, and what happens when that fails. */
@NullMarked
package com.twinafas.reader.flow;

import org.jspecify.annotations.NullMarked;
