/** What goes over the wire: query strings, bodies, rows, keys and metadata, read and written as AFAS has them. */
@NullMarked
package com.twinafas.afas.message;

import org.jspecify.annotations.NullMarked;
