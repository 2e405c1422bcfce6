/** The place that commits to AFAS, by itself. */
@NullMarked
package com.twinafas.writer.commit;

import org.jspecify.annotations.NullMarked;
