/** The topic catalogue: every topic of a tenant, its key and how long it is kept. */
@NullMarked
package com.twinafas.schemas.topic;

import org.jspecify.annotations.NullMarked;
