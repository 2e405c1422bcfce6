/** Sales invoices to orders and direct invoices, their totals checked. */
@NullMarked
package com.twinafas.mapper.invoice;

import org.jspecify.annotations.NullMarked;
