/** Tests of what is told of doubts. */
@NullMarked
package com.twinafas.pipeline.doubt;

import org.jspecify.annotations.NullMarked;
