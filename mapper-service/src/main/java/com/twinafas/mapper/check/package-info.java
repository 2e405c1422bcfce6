/** A mapping held against what AFAS says of its fields: names, types, lengths, values, and what must be filled. */
@NullMarked
package com.twinafas.mapper.check;

import org.jspecify.annotations.NullMarked;
