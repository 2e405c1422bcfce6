/** What Twinfield and AFAS have of the same periods, held against each other. */
@NullMarked
package com.twinafas.pipeline.reconciliation;

import org.jspecify.annotations.NullMarked;
