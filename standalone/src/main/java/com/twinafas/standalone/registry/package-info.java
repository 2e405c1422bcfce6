/** A small schema registry that speaks Confluent's REST API and keeps its schemas on a Kafka topic. */
@NullMarked
package com.twinafas.standalone.registry;

import org.jspecify.annotations.NullMarked;
