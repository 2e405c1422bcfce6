/** Items at AFAS: which exist, creating and updating them. */
@NullMarked
package com.twinafas.writer.item;

import org.jspecify.annotations.NullMarked;
