/** One trace for a record, from poll to commit: its header, its spans and where they are told. */
@NullMarked
package com.twinafas.pipeline.tracing;

import org.jspecify.annotations.NullMarked;
