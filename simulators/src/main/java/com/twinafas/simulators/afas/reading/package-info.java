/** GetConnectors: their columns, their rows out of the books, and the query rules of AFAS (afas-api §2). */
@NullMarked
package com.twinafas.simulators.afas.reading;

import org.jspecify.annotations.NullMarked;
