/** What the registry's client and the registry in memory do. */
@NullMarked
package com.twinafas.schemas.registry;

import org.jspecify.annotations.NullMarked;
