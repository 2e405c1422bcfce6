/** What the app connector of AFAS has to offer, and whether it still does. */
@NullMarked
package com.twinafas.writer.offer;

import org.jspecify.annotations.NullMarked;
