/** The versions of a tenant's settings document on Kafka: imported, edited, followed. */
@NullMarked
package com.twinafas.pipeline.settings.topic;

import org.jspecify.annotations.NullMarked;
