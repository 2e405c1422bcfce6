/** Functions of a user's own: what one looks like, and how they are found and called. */
@NullMarked
package com.twinafas.mapper.function;

import org.jspecify.annotations.NullMarked;
