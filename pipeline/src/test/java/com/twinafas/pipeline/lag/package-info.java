@NullMarked
package com.twinafas.pipeline.lag;

import org.jspecify.annotations.NullMarked;
