/** Reads dead letters and keeps the notices, with one notifier at work for a tenant. */
@NullMarked
package com.twinafas.notifier.kafka;

import org.jspecify.annotations.NullMarked;
