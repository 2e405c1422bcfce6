/** The periods of an office in Twinfield and in AFAS, record by record, and why they differ. */
@NullMarked
package com.twinafas.poller.reconciliation;

import org.jspecify.annotations.NullMarked;
