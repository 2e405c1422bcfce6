/** Financial entries at AFAS: one transaction is one entry. */
@NullMarked
package com.twinafas.writer.entry;

import org.jspecify.annotations.NullMarked;
