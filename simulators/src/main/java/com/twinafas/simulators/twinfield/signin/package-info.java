/** The identity server: token and access token validation (twinfield-api §1). */
@NullMarked
package com.twinafas.simulators.twinfield.signin;

import org.jspecify.annotations.NullMarked;
