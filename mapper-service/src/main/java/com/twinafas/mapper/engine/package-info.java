/** The mapper on Kafka: tables, waiting records, one transaction for each step. */
@NullMarked
package com.twinafas.mapper.engine;

import org.jspecify.annotations.NullMarked;
