/** The whole state of a record at AFAS, and the ledger in which every step of it is kept. */
@NullMarked
package com.twinafas.writer.delivery;

import org.jspecify.annotations.NullMarked;
