/** The port's one plain implementation, the decorators that each add one thing, and how they are put together. */
@NullMarked
package com.twinafas.twinfield.connection;

import org.jspecify.annotations.NullMarked;
