/** A Kafka broker inside the process, for whoever has none. */
@NullMarked
package com.twinafas.standalone.broker;

import org.jspecify.annotations.NullMarked;
