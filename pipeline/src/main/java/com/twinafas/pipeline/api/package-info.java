/** What a tenant's state looks like over HTTP. */
@NullMarked
package com.twinafas.pipeline.api;

import org.jspecify.annotations.NullMarked;
