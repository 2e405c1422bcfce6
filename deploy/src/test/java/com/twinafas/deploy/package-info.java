/** What the chart renders, held against Kubernetes' types and against the code. */
@NullMarked
package com.twinafas.deploy;

import org.jspecify.annotations.NullMarked;
