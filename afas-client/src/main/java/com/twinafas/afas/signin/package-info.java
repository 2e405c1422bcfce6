/** Signing in to AFAS: OAuth client credentials, or the classic token that ends in 2027 (afas-api §1.2). */
@NullMarked
package com.twinafas.afas.signin;

import org.jspecify.annotations.NullMarked;
