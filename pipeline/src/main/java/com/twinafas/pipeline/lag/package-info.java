/** How far a role is behind on its topics. */
@NullMarked
package com.twinafas.pipeline.lag;

import org.jspecify.annotations.NullMarked;
