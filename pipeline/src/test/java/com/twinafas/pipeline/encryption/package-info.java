/** Keys for tests, and what holds them to what they promise. */
@NullMarked
package com.twinafas.pipeline.encryption;

import org.jspecify.annotations.NullMarked;
