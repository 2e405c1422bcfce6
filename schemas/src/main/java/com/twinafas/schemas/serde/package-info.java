/**
 * Avro records as Kafka values in Confluent's wire format: a zero byte, the schema's id in four bytes, the record in
 * Avro's binary encoding. Classes and configuration keys are drop-ins for Confluent's own.
 */
@NullMarked
package com.twinafas.schemas.serde;

import org.jspecify.annotations.NullMarked;
