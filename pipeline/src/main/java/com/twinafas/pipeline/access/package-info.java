/** Who may ask this process what over HTTP, and the record of what they changed. */
@NullMarked
package com.twinafas.pipeline.access;

import org.jspecify.annotations.NullMarked;
