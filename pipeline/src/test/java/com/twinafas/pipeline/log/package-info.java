/** The log as an oracle of tests. */
@NullMarked
package com.twinafas.pipeline.log;

import org.jspecify.annotations.NullMarked;
