/** What AFAS says, as types: about an order, about stock, about an open invoice. */
@NullMarked
package com.twinafas.reader.statement;

import org.jspecify.annotations.NullMarked;
