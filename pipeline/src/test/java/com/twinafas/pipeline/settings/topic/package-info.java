/** Settings versions on a real broker. */
@NullMarked
package com.twinafas.pipeline.settings.topic;

import org.jspecify.annotations.NullMarked;
