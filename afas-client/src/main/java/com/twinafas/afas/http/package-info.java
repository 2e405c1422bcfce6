/** One HTTP call to AFAS: sent once, limited in number, with a clear answer to whether it may have reached AFAS. */
@NullMarked
package com.twinafas.afas.http;

import org.jspecify.annotations.NullMarked;
