/** Sales invoices of classic invoicing (twinfield-api §4.4). */
@NullMarked
package com.twinafas.twinfield.invoice;

import org.jspecify.annotations.NullMarked;
