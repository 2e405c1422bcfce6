/** Sign-in by OpenID Connect with a refresh token, and the cluster that comes with it (twinfield-api §1). */
@NullMarked
package com.twinafas.twinfield.signin;

import org.jspecify.annotations.NullMarked;
