/** Where schemas have their ids: the Confluent schema registry API as a client, and a small registry in memory. */
@NullMarked
package com.twinafas.schemas.registry;

import org.jspecify.annotations.NullMarked;
