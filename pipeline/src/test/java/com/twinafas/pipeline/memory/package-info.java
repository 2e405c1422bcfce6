@NullMarked
package com.twinafas.pipeline.memory;

import org.jspecify.annotations.NullMarked;
