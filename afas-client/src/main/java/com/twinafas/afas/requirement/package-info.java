/** What the flows need of AFAS, compared with what the app connector gives. Reads only. */
@NullMarked
package com.twinafas.afas.requirement;

import org.jspecify.annotations.NullMarked;
