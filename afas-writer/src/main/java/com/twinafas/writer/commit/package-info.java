/** Where the product commits to AFAS, and settles what it does not know the outcome of. */
@NullMarked
package com.twinafas.writer.commit;

import org.jspecify.annotations.NullMarked;
