/** What the embedded broker survives. */
@NullMarked
package com.twinafas.standalone.broker;

import org.jspecify.annotations.NullMarked;
