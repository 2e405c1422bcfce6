/** How many records of each flow are where, and what holds up those that do not go on. */
@NullMarked
package com.twinafas.pipeline.status;

import org.jspecify.annotations.NullMarked;
