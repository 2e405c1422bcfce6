/** Everything the topics say about one record, in order. */
@NullMarked
package com.twinafas.pipeline.story;

import org.jspecify.annotations.NullMarked;
