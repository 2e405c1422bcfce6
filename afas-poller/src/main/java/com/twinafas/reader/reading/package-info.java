/** How each kind is read: what is asked of AFAS, and what the rows mean. */
@NullMarked
package com.twinafas.reader.reading;

import org.jspecify.annotations.NullMarked;
