/** What a mapping can read: facts, settings, and the elements and attributes of Twinfield's raw records. */
@NullMarked
package com.twinafas.mapper.input;

import org.jspecify.annotations.NullMarked;
