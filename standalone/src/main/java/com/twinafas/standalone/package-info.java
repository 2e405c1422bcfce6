/** All roles in one process, with an embedded Kafka broker by default. */
@NullMarked
package com.twinafas.standalone;

import org.jspecify.annotations.NullMarked;
