/** What sales invoices become, by itself. */
@NullMarked
package com.twinafas.writer.invoice;

import org.jspecify.annotations.NullMarked;
