/** The contract of the serializers, which every pair and every registry has to keep. */
@NullMarked
package com.twinafas.schemas.serde;

import org.jspecify.annotations.NullMarked;
