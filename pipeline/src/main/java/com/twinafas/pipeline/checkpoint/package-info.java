/** Where each reader of a source stands, on topic {@code checkpoint}. */
@NullMarked
package com.twinafas.pipeline.checkpoint;

import org.jspecify.annotations.NullMarked;
