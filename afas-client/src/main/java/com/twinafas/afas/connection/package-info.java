/** A connection to one AFAS environment: what it is made of, and {@link com.twinafas.afas.Afas} over HTTP. */
@NullMarked
package com.twinafas.afas.connection;

import org.jspecify.annotations.NullMarked;
