/** How a service works from start to stop, and begins again when it fails. */
@NullMarked
package com.twinafas.pipeline.work;

import org.jspecify.annotations.NullMarked;
