/** What tests need that start processes. */
@NullMarked
package com.twinafas.pipeline.process;

import org.jspecify.annotations.NullMarked;
