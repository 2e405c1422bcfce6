/** Requests of which nobody knows whether AFAS carried them out: their facts, and what a person says of them. */
@NullMarked
package com.twinafas.pipeline.doubt;

import org.jspecify.annotations.NullMarked;
