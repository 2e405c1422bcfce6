/** A customer at AFAS: finding, creating and updating its debtor. */
@NullMarked
package com.twinafas.writer.debtor;

import org.jspecify.annotations.NullMarked;
