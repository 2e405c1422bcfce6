/** Sales orders and direct invoices at AFAS: one invoice is one document. */
@NullMarked
package com.twinafas.writer.invoice;

import org.jspecify.annotations.NullMarked;
