/** Jobs as they are kept and told. */
@NullMarked
package com.twinafas.pipeline.replay;

import org.jspecify.annotations.NullMarked;
