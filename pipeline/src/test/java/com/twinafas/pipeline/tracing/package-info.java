@NullMarked
package com.twinafas.pipeline.tracing;

import org.jspecify.annotations.NullMarked;
