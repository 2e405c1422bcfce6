/** What happens to whole updates, by the books of a simulated AFAS. */
@NullMarked
package com.twinafas.writer.scenario;

import org.jspecify.annotations.NullMarked;
