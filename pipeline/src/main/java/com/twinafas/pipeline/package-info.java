/** What every service shares on Kafka. */
@NullMarked
package com.twinafas.pipeline;

import org.jspecify.annotations.NullMarked;
