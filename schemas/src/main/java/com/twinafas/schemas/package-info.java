/** What travels between the services. */
@NullMarked
package com.twinafas.schemas;

import org.jspecify.annotations.NullMarked;
