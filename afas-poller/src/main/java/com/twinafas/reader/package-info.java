/** Reads back what AFAS says about orders, stock and open invoices. */
@NullMarked
package com.twinafas.reader;

import org.jspecify.annotations.NullMarked;
