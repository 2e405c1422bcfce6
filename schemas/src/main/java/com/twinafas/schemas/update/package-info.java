/** What must become true in AFAS for one record: the body of an update. */
@NullMarked
package com.twinafas.schemas.update;

import org.jspecify.annotations.NullMarked;
