/** Which records travel, as what, and what they wait for. */
@NullMarked
package com.twinafas.mapper.flow;

import org.jspecify.annotations.NullMarked;
