/** What the small registry owes to Confluent's tools. */
@NullMarked
package com.twinafas.standalone.registry;

import org.jspecify.annotations.NullMarked;
