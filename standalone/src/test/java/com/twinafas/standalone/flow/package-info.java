/** Whole flows: raw records of Twinfield through mapping and writer into the books of a simulated AFAS. */
@NullMarked
package com.twinafas.standalone.flow;

import org.jspecify.annotations.NullMarked;
