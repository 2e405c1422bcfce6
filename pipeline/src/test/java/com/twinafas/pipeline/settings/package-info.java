/** Which configurations are read, and which refused with what list. */
@NullMarked
package com.twinafas.pipeline.settings;

import org.jspecify.annotations.NullMarked;
