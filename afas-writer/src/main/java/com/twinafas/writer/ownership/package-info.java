/** One writer for a tenant: who owns the updates, its ledger on Kafka, and what it takes in. */
@NullMarked
package com.twinafas.writer.ownership;

import org.jspecify.annotations.NullMarked;
