/** The settings of one tenant: one validated, immutable document. */
@NullMarked
package com.twinafas.pipeline.settings;

import org.jspecify.annotations.NullMarked;
